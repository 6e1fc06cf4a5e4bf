import type { MonthCount } from '../messages/month-count.ts';

/** WeChat's month at a time in milliseconds: months begin at 00:00 in UTC+8. */
export const monthAt = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().slice(0, 7);

/** How many were used this month. */
export const usedAt = (count: MonthCount | undefined, now: number): number =>
  count?.month === monthAt(now) ? count.used : 0;

/** The count with one more. */
export const spentAt = (count: MonthCount | undefined, now: number): MonthCount => ({
  month: monthAt(now),
  used: usedAt(count, now) + 1,
});
