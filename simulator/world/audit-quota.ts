import { chinaMonth } from '../china-time.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';

/** What the provider may do so many times a month, with all its accounts together; it comes back with the next month. */
export type Allowance = {
  /** Takes one. Refuses where it is used up. */
  spend(): void;
  rest(): number;
  limit(): number;
  setLimit(limit: number): void;
  clear(): void;
};

/** The provider's submissions (used up: 85085) and accelerations (89405) of a month. */
export type AuditQuota = { readonly submissions: Allowance; readonly speedups: Allowance; clear(): void };

/** So many that only who asks for it meets the end; WeChat gives far fewer. */
const plenty = 100_000;

/** Makes the quota. */
export const createAuditQuota = (clock: Clock): AuditQuota => {
  const submissions = createAllowance(clock, 85085);
  const speedups = createAllowance(clock, 89405);
  return {
    submissions,
    speedups,
    clear: () => {
      submissions.clear();
      speedups.clear();
    },
  };
};

const createAllowance = (clock: Clock, usedUp: number): Allowance => {
  let limit = plenty;
  let spent = new Map<string, number>();
  const month = () => chinaMonth(clock.now());
  const rest = () => Math.max(0, limit - (spent.get(month()) ?? 0));
  return {
    spend: () => {
      if (rest() === 0) throw new Refusal(usedUp);
      spent.set(month(), (spent.get(month()) ?? 0) + 1);
    },
    rest,
    limit: () => limit,
    setLimit: (next) => {
      limit = next;
    },
    clear: () => {
      limit = plenty;
      spent = new Map();
    },
  };
};
