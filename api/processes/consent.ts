import { milliseconds, reminders } from './fields.ts';

/** The durations of a process that waits for an admin's consent. */
export const consentDurations = {
  window: milliseconds,
  remind: reminders,
  poll: milliseconds,
  lookUpAfter: milliseconds,
};
