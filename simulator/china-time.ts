import { hour, type Instant } from './clock.ts';

const inChina = (instant: Instant): string => new Date(instant + 8 * hour).toISOString();

/** The day in China (UTC+8) as `2026-05-01`: daily allowances return at its midnight. */
export const chinaDay = (instant: Instant): string => inChina(instant).slice(0, 10);

/** The month in China as `2026-05`. */
export const chinaMonth = (instant: Instant): string => inChina(instant).slice(0, 7);

/** The calendar year in China as `2026`. */
export const chinaYear = (instant: Instant): string => inChina(instant).slice(0, 4);

/** The minute in China as `2026-05-01 09:30`. */
export const chinaMinute = (instant: Instant): string => inChina(instant).slice(0, 16).replace('T', ' ');

/** Those of some instants that lie in the same day, month or year in China as now. */
export const within = (period: (at: Instant) => string, instants: readonly Instant[], now: Instant): Instant[] =>
  instants.filter((at) => period(at) === period(now));
