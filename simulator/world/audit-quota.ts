import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { createTally } from './tally.ts';

/** What the provider may do so many times a month, with all its accounts together; it comes back with the next month. */
export type MonthlyQuota = {
  /** Takes one. Refuses where it is used up. */
  spend(): void;
  rest(): number;
  limit(): number;
  setLimit(limit: number): void;
  clear(): void;
};

/** The provider's submissions (used up: 85085) and accelerations (89405) of a month. */
export type AuditQuota = { readonly submissions: MonthlyQuota; readonly speedups: MonthlyQuota; clear(): void };

/** So many that only who asks for it meets the end; WeChat gives far fewer. */
const plenty = 100_000;

/** Makes the quota. */
export const createAuditQuota = (clock: Clock): AuditQuota => {
  const submissions = createMonthlyQuota(clock, 85085);
  const speedups = createMonthlyQuota(clock, 89405);
  return {
    submissions,
    speedups,
    clear: () => {
      submissions.clear();
      speedups.clear();
    },
  };
};

const createMonthlyQuota = (clock: Clock, usedUp: number): MonthlyQuota => {
  let limit = plenty;
  const spent = createTally(clock);
  const rest = () => Math.max(0, limit - spent.of('month'));
  return {
    spend: () => {
      if (rest() === 0) throw new Refusal(usedUp);
      spent.add('month');
    },
    rest,
    limit: () => limit,
    setLimit: (next) => {
      limit = next;
    },
    clear: () => {
      limit = plenty;
      spent.clear();
    },
  };
};
