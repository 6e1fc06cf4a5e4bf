import { z } from 'zod';

/** A mini program's appid. */
export const appid = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'an appid, such as wx0123456789abcdef')
  .describe("The mini program's appid.");

/** The provider's own name of a merchant; a search attribute, so nothing personal. */
export const merchantId = z
  .string()
  .regex(/^[\w.:-]{1,64}$/, '1 to 64 letters, digits and . : _ -')
  .describe('Your own id of the merchant; nothing personal, because it is shown in lists.');

/** One of a process's durations; without it the default holds, which is WeChat's real pace. */
export const milliseconds = z
  .int()
  .min(1)
  .max(365 * 24 * 3_600_000)
  .exactOptional();
