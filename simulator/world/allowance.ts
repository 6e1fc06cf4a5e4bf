import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { createTally, type Window } from './tally.ts';

/** So many of a kind in a window of time; the code that the next one gets. */
export type Limit = { readonly per: Window; readonly most: number; readonly errcode: number };

/** What may be done so often, by whom: the key tells them apart. */
export type Allowance = {
  /** Takes one. Refuses where a limit is reached. */
  spend(key?: string): void;
  clear(): void;
};

/** Makes an allowance. */
export const createAllowance = (clock: Clock, limits: readonly Limit[]): Allowance => {
  const tally = createTally(clock);
  return {
    spend: (key) => {
      const reached = limits.find(({ per, most }) => tally.of(per, key) >= most);
      if (reached) throw new Refusal(reached.errcode);
      for (const { per } of limits) tally.add(per, key);
    },
    clear: tally.clear,
  };
};
