import type { Instant } from './clock.ts';

const eightHours = 8 * 3_600_000;

/** The day in China (UTC+8) as `2026-05-01`: daily allowances return at its midnight. */
export const chinaDay = (instant: Instant): string => new Date(instant + eightHours).toISOString().slice(0, 10);

/** The month in China as `2026-05`. */
export const chinaMonth = (instant: Instant): string => chinaDay(instant).slice(0, 7);

/** The calendar year in China as `2026`. */
export const chinaYear = (instant: Instant): string => chinaDay(instant).slice(0, 4);
/** The minute in China as `2026-05-01 09:30`. */
export const chinaMinute = (instant: Instant): string =>
  new Date(instant + eightHours).toISOString().slice(0, 16).replace('T', ' ');
