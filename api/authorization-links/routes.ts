import { z } from 'zod';
import { none, type Route, route } from '../http/route.ts';
import { authorizationLink } from '../processes/authorization-link.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { reserveKey } from '../routes/idempotency.ts';
import { findRun } from '../routes/run.ts';
import type { AuthorizationPageDeps } from './deps.ts';
import { issueCode, issueLimit } from './issue.ts';

const pluginCode = z.object({
  componentAppid: z.string().describe("The plugin's `platformAppID`."),
  preAuthCode: z.string().describe('For one opening of the plugin.'),
  authType: z.int(),
  bizAppid: z.string().exactOptional(),
  expiresAt: z.iso.datetime(),
});

/** What the provider's own mini program opens the service provider's plugin with (小程序服务商组件). */
export const authorizationLinkRoutes = (
  deps: Pick<ProcessDeps, 'temporal' | 'ids'> & Pick<AuthorizationPageDeps, 'sealer' | 'componentAppid'>,
): readonly Route[] => [
  route({
    method: 'post',
    path: `/v1${authorizationLink.path}/{id}/pre-auth-codes`,
    name: 'create pre auth code',
    tag: authorizationLink.title,
    summary: 'A pre-authorization code for the plugin (小程序服务商组件 openAuthorizeAccount)',
    description:
      "Ask for one at each click: it lives for half an hour and works once. The plugin has no way back to us: the account arrives by push, and gets the link's merchant id.",
    // It is a credential of the platform, and the backend of a mini program asks for it.
    role: 'service',
    params: z.object({ id: z.string().min(1).max(1000).describe('The workflow id, as the start answered it.') }),
    query: none,
    body: none,
    answer: { status: 201, description: 'What `openAuthorizeAccount` takes.', schema: pluginCode },
    problems: ['not-found', 'not-now', 'process-closed', 'idempotency-conflict', 'wechat-refused', 'no-worker'],
    limit: issueLimit,
    handle: async (request) => {
      const { id } = request.params;
      const latest = await findRun(deps.temporal, authorizationLink, id);
      const keyed = await reserveKey(deps, request, latest.firstRunId);
      // A repeated request is about the run of its first time, also where another followed.
      const isOther = keyed?.runId !== undefined && keyed.runId !== latest.firstRunId;
      const run = isOther ? await findRun(deps.temporal, authorizationLink, id, keyed.runId) : latest;
      const { appid, ...code } = await issueCode(deps, {
        workflowId: id,
        runId: run.description.runId,
        ...(keyed ? { updateId: keyed.key } : {}),
      });
      const body = {
        componentAppid: deps.componentAppid,
        preAuthCode: code.preAuthCode,
        authType: code.authType,
        ...(appid ? { bizAppid: appid } : {}),
        expiresAt: new Date(code.expiresAt).toISOString(),
      };
      return { status: 201, body };
    },
  }),
];
