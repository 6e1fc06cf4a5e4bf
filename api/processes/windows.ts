import { z } from 'zod';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, such as 22:00');

const timeWindow = z
  .strictObject({
    days: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .exactOptional()
      .describe('The days on which it opens, from 1 for Monday to 7 for Sunday; every day unless told.'),
    from: time,
    to: time,
  })
  .describe("In China's time (UTC+8); past midnight where `to` is no later than `from`.");

/** When a release may be submitted and go online. */
export const releaseWindows = {
  submitWindow: timeWindow.exactOptional().describe('It is submitted for audit only then; at any time unless told.'),
  releaseWindow: timeWindow.exactOptional().describe('It goes online only then; at any time unless told.'),
};

/** Other windows while it runs. */
export const windowsChange = z.strictObject({
  submitWindow: timeWindow.nullable().exactOptional().describe('`null`: at any time. Absent: as before.'),
  releaseWindow: timeWindow.nullable().exactOptional().describe('`null`: at any time. Absent: as before.'),
});
