import { chinaDay, chinaMonth } from '../china-time.ts';
import type { Clock, Instant } from '../clock.ts';

/** A window of time in which things are counted; days and months are those of China (UTC+8). */
export type Window = 'minute' | 'day' | 'month';

const windows: Readonly<Record<Window, (now: Instant) => string>> = {
  minute: (now) => String(Math.floor(now / 60_000)),
  day: chinaDay,
  month: chinaMonth,
};

/** Counts what was done in the window that runs now, by whom: the key tells them apart. */
export type Tally = {
  of(per: Window, key?: string): number;
  add(per: Window, key?: string): void;
  clear(): void;
};

/** Makes a tally. */
export const createTally = (clock: Clock): Tally => {
  const counts = new Map<string, number>();
  const nameOf = (per: Window, key: string) => `${per} ${windows[per](clock.now())} ${key}`;
  const of = (per: Window, key = '') => counts.get(nameOf(per, key)) ?? 0;
  return {
    of,
    add: (per, key = '') => void counts.set(nameOf(per, key), of(per, key) + 1),
    clear: () => counts.clear(),
  };
};
