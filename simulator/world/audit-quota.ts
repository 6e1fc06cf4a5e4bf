import { chinaMonth } from '../china-time.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';

/** The provider's submissions of a month, shared by all its accounts; they come back with the next month. */
export type AuditQuota = {
  /** Takes one. Refuses: 85085 used up. */
  spend(): void;
  rest(): number;
  /** Sets the submissions of a month. */
  setLimit(limit: number): void;
  clear(): void;
};

/** So many that only who asks for it meets the end; WeChat gives far fewer. */
const plenty = 100_000;

/** Makes the quota. */
export const createAuditQuota = (clock: Clock): AuditQuota => {
  let limit = plenty;
  let spent = new Map<string, number>();
  const month = () => chinaMonth(clock.now());
  const rest = () => Math.max(0, limit - (spent.get(month()) ?? 0));
  return {
    spend: () => {
      if (rest() === 0) throw new Refusal(85085);
      spent.set(month(), (spent.get(month()) ?? 0) + 1);
    },
    rest,
    setLimit: (next) => {
      limit = next;
    },
    clear: () => {
      limit = plenty;
      spent = new Map();
    },
  };
};
