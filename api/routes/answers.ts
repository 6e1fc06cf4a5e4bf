import { z } from 'zod';
import type { Attention, Progress } from '../../messages/progress.ts';
import type { Accepted } from './addresses.ts';
import { visibleStatus } from './list.ts';

const time = z.iso.datetime();

const link = z.object({ rel: z.string(), title: z.string(), href: z.string() });

/** What starts and actions answer. */
export const acceptedAnswer = z.object({
  id: z.string().describe('The workflow id, from the business key.'),
  runId: z.string(),
  url: z.url().describe('This run in the API.'),
  temporalUrl: z.url().describe("This run in Temporal's UI."),
}) satisfies z.ZodType<Accepted>;

/** What a start keeps in its memo, so that its answer stays the same. */
export const startedWith = z.object({
  links: z.array(link).exactOptional().describe('Pages that can be handed out at once.'),
  warning: z.object({ en: z.string(), zh: z.string() }).exactOptional().describe('What stands in the way of its use.'),
});

/** What starts answer. */
export const startedAnswer = acceptedAnswer.extend(startedWith.shape);

const waitingFor = z.object({
  what: z.string(),
  who: z.enum(['merchant', 'ops', 'provider', 'wechat']),
  until: time.exactOptional(),
  hints: z
    .array(
      z.object({
        field: z.string(),
        problem: z.string(),
        advice: z.string().exactOptional(),
        hint: z.string().exactOptional().describe('The same in English, where merchants do not see it.'),
      }),
    )
    .exactOptional()
    .describe('What has to be corrected, field by field, as WeChat says it.'),
  whatZh: z.string().exactOptional().describe("The same for the merchant, where the merchant's page says it."),
  lacks: z
    .object({ appid: z.string(), oneOf: z.array(z.int()) })
    .exactOptional()
    .describe(
      'What the merchant has to grant: any one of these permission sets (权限集), or the whole authorization where none is named. The link `grant` leads the merchant to it, where the process has a merchant id.',
    ),
});

const step = z.object({
  name: z.string(),
  state: z.enum(['pending', 'running', 'done', 'skipped', 'failed']),
  at: time.exactOptional().describe('When the state last changed.'),
  note: z.string().exactOptional(),
  waitingFor: waitingFor.exactOptional().describe('What this step waits for, where several run at the same time.'),
  process: z.string().exactOptional().describe('The id of the process that does this step.'),
});

/** The values of attention, for answers and filters. */
export const attention = z.enum(['none', 'merchant', 'ops', 'provider']) satisfies z.ZodType<Attention>;
/** Who must act. */
export const whoMustAct = attention.describe('Who must act; `none` while it goes by itself.');

/** What reading a process answers. */
export const processAnswer = z.object({
  id: z.string(),
  runId: z.string(),
  live: z
    .boolean()
    .describe(
      'True: said by the process itself (its state while it is open, its result at its end). False: no worker answered, or it did not come to a result; this is what Temporal knows.',
    ),
  stage: z.string(),
  attention: whoMustAct,
  waitingFor: waitingFor.exactOptional().describe('The most urgent of what it waits for.'),
  steps: z.array(step),
  links: z.array(link),
  outcome: z
    .looseObject({ kind: z.string() })
    .exactOptional()
    .describe(
      'How it ended; absent while it is open. `terminated`, `timed-out` and `failed` are ends without a result.',
    ),
}) satisfies z.ZodType<{ id: string; runId: string; live: boolean }>;

/** What reading a process answers. */
export type ProcessAnswer = { readonly id: string; readonly runId: string; readonly live: boolean } & Progress;

/** One line of a list of processes, as visibility knows it: up to a second behind. */
export const processLine = z.object({
  id: z.string(),
  runId: z.string(),
  url: z.url(),
  open: z.boolean(),
  status: visibleStatus,
  stage: z.string(),
  attention: whoMustAct,
  appid: z.string().exactOptional(),
  merchantId: z.string().exactOptional(),
  startedAt: time,
  closedAt: time.exactOptional(),
});

/** A page of a list; `next` is the cursor of the page after it. */
export const pageOf = <Line extends z.ZodType>(line: Line) =>
  z.object({ items: z.array(line), next: z.string().exactOptional().describe('The `cursor` of the next page.') });
