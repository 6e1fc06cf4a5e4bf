import type { Client as TemporalClient } from '@temporalio/client';
import type { Logger } from 'pino';
import { z } from 'zod';
import { authorizerView, changeNoted } from '../../messages/authorizer.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { Client } from '../../wechat/client.ts';
import { Problem } from '../http/problem.ts';
import { type Incoming, none, type Route, route } from '../http/route.ts';
import { appid } from '../processes/fields.ts';
import { ask } from '../routes/read.ts';
import { refuseCustomised } from './customised.ts';
import { findAuthorizer } from './find.ts';
import { releasesAnswer, releasesOf } from './releases.ts';

/** What these routes need. */
export type OnlineDeps = { readonly temporal: TemporalClient; readonly wechat: Client; readonly log: Logger };

const tag = 'authorizer';
const params = z.object({ appid });
/** A cold token is fetched from WeChat, and the component's before it; in milliseconds. */
const limit = 30_000;
const problems = ['not-found', 'customised-account', 'merchant-must-act', 'wechat-refused'] as const;

const library = z
  .string()
  .regex(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/, 'a version of the base library, such as 2.32.3')
  .describe('The lowest base library (基础库) that users need.');

const service = z.object({
  open: z.boolean().describe('False: suspended, by its owner or by WeChat for a violation.'),
  minimumLibrary: z.string().exactOptional(),
  libraries: z
    .array(z.object({ version: z.string(), percentage: z.number() }))
    .describe('Which part of the users has which base library, in percent.'),
});

const changed = z.boolean().describe('False: it was so before, and nothing was sent.');

/** What is online of an account: its versions, whether its service runs, and the base library that users need. */
export const onlineRoutes = (deps: OnlineDeps): readonly Route[] => [
  route({
    method: 'get',
    path: '/v1/authorizers/{appid}/releases',
    name: 'list releases of authorizer',
    tag,
    summary: 'The release history of an account: what is online, what it can go back to, and our ledger',
    role: 'viewer',
    params,
    query: none,
    body: none,
    answer: {
      status: 200,
      description: "WeChat's versions as of now, and what was released here.",
      schema: releasesAnswer,
    },
    problems,
    limit,
    handle: async ({ params: { appid } }) => {
      await known(deps, appid, 'a release history');
      const entity = deps.temporal.workflow.getHandle(workflowIds.authorizer(appid));
      const [versions, history, view] = await Promise.all([
        deps.wechat.getVersionInfo(appid, {}),
        deps.wechat.revertCodeReleaseGetHistoryVersion(appid, {}),
        ask(deps.temporal, () => entity.query(authorizerView)),
      ]);
      return { status: 200, body: releasesOf(versions, history.version_list, view?.ledger) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/authorizers/{appid}/service',
    name: 'read service',
    tag,
    summary: 'Whether the service of an account runs, and which base library its users need and have',
    role: 'viewer',
    params,
    query: none,
    body: none,
    answer: { status: 200, description: 'As WeChat has it now.', schema: service },
    problems,
    limit,
    handle: async ({ params: { appid } }) => {
      await known(deps, appid, 'a service switch');
      const [visit, support] = await Promise.all([
        deps.wechat.getVisitStatus(appid, {}),
        deps.wechat.getSupportVersion(appid, {}),
      ]);
      const minimumLibrary = support.now_version;
      return {
        status: 200,
        body: {
          open: visit.status === runs,
          ...(minimumLibrary ? { minimumLibrary } : {}),
          libraries: support.uv_info?.items ?? [],
        },
      };
    },
  }),
  route({
    method: 'put',
    path: '/v1/authorizers/{appid}/service',
    name: 'switch service',
    tag,
    summary: 'Suspend the service of an account, or take it up again (暂停服务, 恢复服务)',
    description: "Read first, changed only where it differs, read back; kept in the account's events with who and why.",
    role: 'approver',
    params,
    query: none,
    body: z.strictObject({ open: z.boolean().describe('False: nobody can open the mini program.') }),
    answer: { status: 200, description: 'As it is now.', schema: z.object({ open: z.boolean(), changed }) },
    problems,
    limit,
    handle: async (request) => {
      const { params, body } = request;
      const { appid } = params;
      await known(deps, appid, 'a service switch');
      const done = await bring(deps, request, {
        what: body.open ? 'service opened' : 'service suspended',
        asWanted: async () => ((await deps.wechat.getVisitStatus(appid, {})).status === runs) === body.open,
        change: () =>
          body.open ? deps.wechat.setVisitStatusOpen(appid, {}) : deps.wechat.setVisitStatusClose(appid, {}),
      });
      return { status: 200, body: { ...body, changed: done } };
    },
  }),
  route({
    method: 'put',
    path: '/v1/authorizers/{appid}/minimum-library',
    name: 'set minimum library',
    tag,
    summary: 'Set the lowest base library (最低基础库版本) that users of an account need',
    description:
      "A published version; users below it are asked to update WeChat. Read first, changed only where it differs, read back; kept in the account's events.",
    role: 'operator',
    params,
    query: none,
    body: z.strictObject({ version: library }),
    answer: { status: 200, description: 'As it is now.', schema: z.object({ version: z.string(), changed }) },
    problems,
    limit,
    handle: async (request) => {
      const { params, body } = request;
      const { appid } = params;
      await known(deps, appid, 'a lowest base library');
      const done = await bring(deps, request, {
        what: `lowest base library ${body.version}`,
        asWanted: async () => (await deps.wechat.getSupportVersion(appid, {})).now_version === body.version,
        change: () => deps.wechat.setSupportVersion(appid, body),
      });
      return { status: 200, body: { ...body, changed: done } };
    },
  }),
];

/** How getVisitStatus says that the service runs. */
const runs = 1;

const known = async ({ temporal }: OnlineDeps, appid: string, what: string): Promise<void> => {
  await findAuthorizer(temporal, appid);
  await refuseCustomised(temporal, appid, what);
};

/** A setting of an account at WeChat: how it is brought to what is wanted. */
type Setting = {
  /** What was done, in words. */
  readonly what: string;
  readonly asWanted: () => Promise<boolean>;
  readonly change: () => Promise<unknown>;
};

/**
 * Changes a setting where it differs, and reads it back, so that a lost answer is looked up; says in the log and in the
 * account's events who did it. Answers whether it differed.
 */
const bring = async (
  { temporal, log }: OnlineDeps,
  { params, caller, why }: Incoming<{ appid: string }>,
  { what, asWanted, change }: Setting,
): Promise<boolean> => {
  const { appid } = params;
  if (await asWanted()) return false;
  const failed = await change().then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!(await asWanted())) {
    if (failed) throw failed.error;
    throw new Problem('wechat-refused', 'WeChat accepted the change, yet shows another state: read it again soon.');
  }
  log.info({ caller: caller.name, why, appid, what }, 'changed an account');
  const note = `by ${caller.name}${why ? `: ${why}` : ''}`;
  const entity = temporal.workflow.getHandle(workflowIds.authorizer(appid));
  await entity.signal(changeNoted, { at: new Date().toISOString(), event: what, note });
  return true;
};
