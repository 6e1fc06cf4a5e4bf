import { chinaDay, chinaMonth } from '../china-time.ts';
import type { Clock, Instant } from '../clock.ts';
import { Refusal } from '../refusal.ts';

/** So many of a kind in a window of time; the code that the next one gets. */
export type Limit = { readonly per: 'minute' | 'day' | 'month'; readonly most: number; readonly errcode: number };

/** What may be done so often, by whom: the key tells them apart. */
export type Allowance = {
  /** Refuses where a limit is reached. */
  check(key?: string): void;
  /** Takes one. */
  count(key?: string): void;
  clear(): void;
};

const windows: Readonly<Record<Limit['per'], (now: Instant) => string>> = {
  minute: (now) => String(Math.floor(now / 60_000)),
  day: chinaDay,
  month: chinaMonth,
};

/** Makes an allowance; days and months are those of China (UTC+8). */
export const createAllowance = (clock: Clock, limits: readonly Limit[]): Allowance => {
  const counts = new Map<string, number>();
  const nameOf = ({ per }: Limit, key: string) => `${per} ${windows[per](clock.now())} ${key}`;
  return {
    check: (key = '') => {
      const reached = limits.find((limit) => (counts.get(nameOf(limit, key)) ?? 0) >= limit.most);
      if (reached) throw new Refusal(reached.errcode);
    },
    count: (key = '') => {
      for (const limit of limits) counts.set(nameOf(limit, key), (counts.get(nameOf(limit, key)) ?? 0) + 1);
    },
    clear: () => counts.clear(),
  };
};
