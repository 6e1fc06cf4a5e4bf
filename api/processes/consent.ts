import { z } from 'zod';
import { milliseconds } from './fields.ts';

/** The durations of a process that waits for an admin's consent. */
export const consentDurations = {
  window: milliseconds,
  remind: z.array(z.int().min(1)).max(10).exactOptional(),
  poll: milliseconds,
  lookUpAfter: milliseconds,
};
