import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { longestPageLife } from '../../messages/page-links.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { Problem } from '../http/problem.ts';
import { none, type Route, route } from '../http/route.ts';
import type { Process } from '../process.ts';
import { merchantId } from '../processes/fields.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { type Keyed, reserveKey } from '../routes/idempotency.ts';
import { findKeyedRun, keyMemo } from '../routes/keyed-run.ts';
import { requestOf } from '../routes/request-of.ts';
import { describeRun } from '../routes/run.ts';
import { pageSubjects } from './link.ts';
import { revokedAtIn, revokePages } from './revocation.ts';

/** What these routes need. */
export type PageLinkDeps = Pick<ProcessDeps, 'temporal' | 'ids' | 'pages'>;

const day = 24 * 3_600_000;
const tag = 'page link';

const target = {
  merchantId: merchantId.exactOptional().describe('The merchant whose page it is.'),
  process: z
    .string()
    .min(1)
    .max(1000)
    .exactOptional()
    .describe("Or the id of one process, as its start answered it; its link opens its merchant's page too."),
};
type Target = z.output<z.ZodObject<typeof target>>;

const isOne = ({ merchantId, process }: Target) => (merchantId === undefined) !== (process === undefined);
const one = { error: 'either merchantId or process', path: ['merchantId'] };

const expiresIn = z
  .int()
  .min(60_000)
  .max(longestPageLife)
  .default(30 * day)
  .describe('How long the link works, in milliseconds; 30 days unless told, 200 at most.');

/** Links to merchants' pages: made, and revoked with effect at once. */
export const pageLinkRoutes = (deps: PageLinkDeps, processes: readonly Process[]): readonly Route[] => [
  route({
    method: 'post',
    path: '/v1/page-links',
    name: 'create page link',
    tag,
    summary: "A link to a merchant's page (商家页面)",
    description:
      'One page for everything that the merchant must do on a phone: the most urgent task on top, what else is under way, what ended lately.',
    role: 'operator',
    params: none,
    query: none,
    body: z.strictObject({ ...target, expiresIn }).refine(isOne, one),
    answer: {
      status: 201,
      description: 'Whoever has it sees the page.',
      schema: z.object({ href: z.url(), expiresAt: z.iso.datetime() }),
    },
    problems: ['not-found', 'idempotency-conflict'],
    handle: async (request) => {
      const { expiresIn: life } = request.body;
      const subject = await subjectOf(deps.temporal, processes, request.body);
      const issuedAt = await timeOf(deps.temporal, await reserveKey(deps, request));
      const href = deps.pages.href(subject, life, '/m', issuedAt);
      return { status: 201, body: { href, expiresAt: new Date(issuedAt + life).toISOString() } };
    },
  }),
  route({
    method: 'post',
    path: '/v1/page-link-revocations',
    name: 'revoke page links',
    tag,
    summary: "Revoke the links to a merchant's page",
    description:
      'Every link of the merchant or process that was made up to now is dead at once: to the page, to pages of its processes, of its authorization links and of consents. Links that are made afterwards work.',
    role: 'operator',
    params: none,
    query: none,
    body: z.strictObject(target).refine(isOne, one),
    answer: {
      status: 201,
      description: 'Links made up to then work no more.',
      schema: z.object({ revokedAt: z.iso.datetime() }),
    },
    problems: ['not-found', 'idempotency-conflict'],
    handle: async (request) => {
      const { temporal } = deps;
      const subject = await subjectOf(temporal, processes, request.body);
      const keyed = await reserveKey(deps, request);
      const before = keyed && (await findKeyedRun(temporal, workflowIds.pageRevocation(subject), keyed));
      const now = revokedAtIn(before?.description.memo) ?? Date.now();
      if (!before) {
        const memo = keyed ? keyMemo(keyed) : {};
        await revokePages(temporal, subject, { request: requestOf(request, keyed), now, memo });
      }
      return { status: 201, body: { revokedAt: new Date(now).toISOString() } };
    },
  }),
];

/** What a link is for; a problem where it would lead nowhere. */
const subjectOf = async (temporal: Client, processes: readonly Process[], target: Target): Promise<string> => {
  const { merchantId, process = '' } = target;
  if (merchantId !== undefined) return pageSubjects.merchant(merchantId);
  const run = await describeRun(temporal, process);
  if (processes.some(({ page, workflow }) => page && workflow === run?.description.type)) return process;
  throw new Problem('not-found', 'No process with a page for merchants has this id; the lists show the ids.');
};

/** When a request was made first: its links are the same however often it is repeated. In milliseconds since the epoch. */
const timeOf = async (temporal: Client, keyed: Keyed | undefined): Promise<number> => {
  if (!keyed) return Date.now();
  if (keyed.repeated) return keyed.repeated.getTime();
  const { startTime } = await temporal.workflow.getHandle(workflowIds.idempotentRequest(keyed.key)).describe();
  return startTime.getTime();
};
