import type { TimeWindow } from '../messages/time-window.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** China has one time, without summer time. */
const shanghai = 8 * 60 * minute;

/**
 * When a window is open next, in milliseconds since the epoch: `now` where it is open. A window that crosses midnight
 * belongs to the day on which it opens.
 */
export const opensAt = ({ days, from, to }: TimeWindow, now: number): number => {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  const length = end > begin ? end - begin : end - begin + day;
  const midnight = Math.floor((now + shanghai) / day) * day - shanghai;
  const openings = Array.from({ length: 9 }, (_, index) => midnight + (index - 1) * day)
    .filter((at) => !days || days.includes(weekdayAt(at)))
    .map((at) => at + begin);
  return Math.max(now, openings.find((at) => at + length > now) ?? now);
};

/** Whether a window is open; the one that nobody named always is. */
export const isOpenAt = (window: TimeWindow | undefined, now: number): boolean =>
  window === undefined || opensAt(window, now) <= now;

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * minute;
};

/** From 1 for Monday to 7 for Sunday. */
const weekdayAt = (at: number): number => new Date(at + shanghai).getUTCDay() || 7;
