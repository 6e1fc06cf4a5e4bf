import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { type AccountSettings, changeSettings, type SettingsChange } from '../../messages/account-settings.ts';
import type { Request } from '../../messages/actions.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { findAuthorizer } from '../authorizers/find.ts';
import { none, type Route, route } from '../http/route.ts';
import { problemSchema } from '../openapi/problem-schema.ts';
import { appid } from '../processes/fields.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { reserveKey } from '../routes/idempotency.ts';
import { requestOf } from '../routes/request-of.ts';
import { forEachAccount } from './each-account.ts';
import { extLayer, tags, variable, variables } from './fields.ts';

/** How many accounts one request may change, and how long that may take, in milliseconds. */
const most = 500;
const limit = 120_000;

const whole = {
  tags: tags.exactOptional(),
  variables: variables.exactOptional(),
  ext: extLayer.exactOptional(),
};
const settings = z.object({ tags: z.array(z.string()), variables: z.looseObject({}), ext: z.looseObject({}) });

const change = z.strictObject({
  appid,
  ...whole,
  addTags: tags.exactOptional(),
  removeTags: tags.exactOptional(),
  setVariables: variables.exactOptional(),
  removeVariables: z.array(variable).max(200).exactOptional(),
});

const changed = z.object({ kind: z.literal('changed'), appid, settings });
const refused = z.object({ kind: z.literal('refused'), appid, problem: problemSchema });

/** Tags, variables and layers of ext.json of accounts: of one, and of many. */
export const settingsRoutes = (deps: Pick<ProcessDeps, 'temporal' | 'ids'>): readonly Route[] => [
  route({
    method: 'put',
    path: '/v1/authorizers/{appid}/settings',
    name: 'set authorizer settings',
    tag: 'authorizer',
    summary: 'Set tags, variables and the ext.json layer of an account',
    description:
      'Each that is given takes the place of what was; what is left out stays. Releases that follow use them.',
    role: 'operator',
    params: z.object({ appid }),
    query: none,
    body: z.strictObject(whole),
    answer: { status: 200, description: 'As they are now.', schema: settings },
    problems: ['not-found', 'not-now', 'no-worker'],
    handle: async (request) => {
      const { appid } = request.params;
      await findAuthorizer(deps.temporal, appid);
      return { status: 200, body: await changeOne(deps.temporal, appid, request.body, requestOf(request)) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/authorizer-settings',
    name: 'change settings of authorizers',
    tag: 'authorizer',
    summary: 'Change tags, variables and ext.json layers of many accounts',
    description: `Up to ${most} accounts, each with changes of its own: \`tags\`, \`variables\` and \`ext\` take the place of what was, the others add and take away. The answer tells for each account what became of it; one that is refused holds up no other.`,
    role: 'operator',
    params: none,
    query: none,
    body: z.strictObject({ accounts: z.array(change).min(1).max(most).superRefine(eachOnce) }),
    answer: {
      status: 200,
      description: 'What became of each, in the order of the request.',
      schema: z.object({
        changed: z.int(),
        refused: z.int(),
        results: z.array(z.discriminatedUnion('kind', [changed, refused])),
      }),
    },
    problems: ['idempotency-conflict', 'no-worker'],
    limit,
    handle: async (request) => {
      const by = requestOf(request, await reserveKey(deps, request));
      const results = await forEachAccount(request.body.accounts, 'refused', async ({ appid, ...asked }) => {
        const settings = await changeOne(deps.temporal, appid, asked, by);
        return { kind: 'changed' as const, appid, settings };
      });
      const refused = results.filter(({ kind }) => kind === 'refused').length;
      return { status: 200, body: { changed: results.length - refused, refused, results } };
    },
  }),
];

const changeOne = (
  temporal: Client,
  appid: string,
  asked: SettingsChange,
  request: Request,
): Promise<AccountSettings> =>
  temporal.workflow
    .getHandle(workflowIds.authorizer(appid))
    .executeUpdate(changeSettings, { args: [{ ...asked, request }] });

function eachOnce(
  accounts: readonly { readonly appid: string }[],
  context: { addIssue(issue: { code: 'custom'; path: (string | number)[]; message: string }): void },
): void {
  const seen = new Set<string>();
  for (const [index, { appid }] of accounts.entries()) {
    if (seen.has(appid)) context.addIssue({ code: 'custom', path: [index, 'appid'], message: 'each account once' });
    seen.add(appid);
  }
}
