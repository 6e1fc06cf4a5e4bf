import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import { type CallbackFilter, callbackLines, type NumberedCallback } from '../../messages/callback-journal.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { none, type Route, route } from '../http/route.ts';
import { pageOf } from '../routes/answers.ts';
import { filter, paging } from '../routes/list.ts';

const outcome = z.enum(['delivered', 'ignored', 'unrouted']);

/** One line of the journal. */
const callbackLine = z.object({
  number: z.int().describe('Its place in the journal; newer callbacks have higher numbers.'),
  at: z.iso.datetime().describe('When it arrived.'),
  channel: z.enum(['component', 'authorizer', 'message', 'unknown']),
  name: z.string().describe('InfoType, Event or MsgType.'),
  appid: z.string().exactOptional(),
  outcome,
  to: z.array(z.string()).readonly().describe('The workflows it went to, or the one that keeps it.'),
  reason: z.string().exactOptional().describe('Why it went nowhere.'),
}) satisfies z.ZodType<NumberedCallback>;

/** What became of WeChat's callbacks. */
export const callbackRoutes = ({ temporal }: { readonly temporal: Client }): readonly Route[] => [
  route({
    method: 'get',
    path: '/v1/callbacks',
    name: 'list callbacks',
    tag: 'callback',
    summary: 'List the recent callbacks of WeChat, newest first',
    description:
      'The last 1,500, and the last 500 of those that were ignored, some seconds behind: what came, of which account, and where it went. Never its content.',
    role: 'viewer',
    params: none,
    query: paging.extend({
      cursor: z
        .string()
        .regex(/^\d{1,15}$/, 'the `next` of the page before')
        .exactOptional(),
      appid: filter,
      name: filter.describe('InfoType, Event or MsgType, such as `authorized`.'),
      outcome: outcome.exactOptional(),
    }),
    body: none,
    answer: { status: 200, description: 'A page.', schema: pageOf(callbackLine) },
    problems: ['no-worker'],
    handle: async ({ query: { cursor, ...wanted } }) => {
      const items = await linesOf(temporal, { ...wanted, ...(cursor ? { below: Number(cursor) } : {}) });
      const last = items.length === wanted.limit ? items.at(-1) : undefined;
      return { status: 200, body: { items, ...(last ? { next: String(last.number) } : {}) } };
    },
  }),
];

/** Before the first callback there is no journal. */
const linesOf = async (temporal: Client, wanted: CallbackFilter): Promise<readonly NumberedCallback[]> => {
  try {
    return await temporal.workflow.getHandle(workflowIds.callbackJournal()).query(callbackLines, wanted);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return [];
    throw error;
  }
};
