import { z } from 'zod';
import { type AuditQuotaView, barScopes } from '../../messages/audit-quota.ts';

const count = z.int().min(0);
const quota = z.object({
  rest: count
    .exactOptional()
    .describe('How many are left, as WeChat said; absent where it has not said for this month.'),
  limit: count.exactOptional().describe('How many the month has.'),
  given: count.describe('Turns that were given and not reported yet.'),
  waiting: z
    .object({ 'hot-fix': count, 'new-merchant': count, normal: count, bulk: count })
    .describe('Who waits, by priority.'),
});

/** How operators have the month used. */
export const quotaSettings = z.strictObject({
  reserve: z.int().min(0).max(1_000_000).describe('So many submissions of a month are kept for hot fixes.'),
  spread: z.boolean().describe("`bulk` takes a day's share of what is left of the month only."),
});

/** Which submissions are barred. */
export const barScope = z
  .enum(barScopes)
  .describe('`month`: used up (85085). `all` (86008), `first` (86009), `iteration` (86010): barred by WeChat.');

/** What holds submissions up. */
export const submissionStop = z.object({
  scope: barScope,
  since: z.iso.datetime().exactOptional().describe('Absent where WeChat refused nothing yet.'),
  said: z.string().describe("WeChat's refusal, or what is left."),
  ends: z.string().describe('When or how it ends.'),
  needsOps: z.boolean().describe('No query of WeChat tells when it is over: ops must say so.'),
});

/** The entity as it is shown. */
export const auditQuotaAnswer = z.object({
  ...quotaSettings.shape,
  submissions: quota,
  speedUps: quota.describe('Accelerations (加急).'),
  readAt: z.iso.datetime().exactOptional().describe('When WeChat was asked last.'),
  trouble: z.string().exactOptional().describe('Why it could not be asked the last time.'),
  bars: z
    .array(
      z.object({
        scope: barScope,
        since: z.iso.datetime(),
        said: z.string().describe("WeChat's refusal."),
        trying: z.boolean().describe('One at a time tries whether it is over.'),
      }),
    )
    .readonly(),
  rollouts: z
    .array(
      z.object({
        rolloutId: z.string(),
        waiting: count,
        lastExpectedAt: z.iso
          .datetime()
          .exactOptional()
          .describe('When the last of them is expected to be submitted, as things stand.'),
        stops: z.array(submissionStop).readonly(),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<AuditQuotaView>;
