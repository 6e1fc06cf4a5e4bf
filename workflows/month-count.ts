import type { MonthCount } from '../messages/month-count.ts';

/** WeChat's days and months begin at 00:00 in UTC+8. */
const shanghai = 8 * 3_600_000;

/** WeChat's day at a time in milliseconds. */
export const dayAt = (now: number): string => new Date(now + shanghai).toISOString().slice(0, 10);

/** WeChat's month at a time in milliseconds. */
export const monthAt = (now: number): string => dayAt(now).slice(0, 7);

/** When the month begins that comes so many months later, and in it the day that comes so many days later. */
export const startOf = (now: number, { months, days = 0 }: { months: number; days?: number }): number => {
  const here = new Date(now + shanghai);
  return Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + months, 1 + days) - shanghai;
};

/** How many days of its month are left, with today. */
export const daysLeft = (now: number): number => Math.ceil((startOf(now, { months: 1 }) - now) / (24 * 3_600_000));

/** How many were used this month. */
export const usedAt = (count: MonthCount | undefined, now: number): number =>
  count?.month === monthAt(now) ? count.used : 0;

/** The count with one more. */
export const spentAt = (count: MonthCount | undefined, now: number): MonthCount => ({
  month: monthAt(now),
  used: usedAt(count, now) + 1,
});
