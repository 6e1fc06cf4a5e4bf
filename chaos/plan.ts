import type { StackPart } from '../scripts/stack.ts';
import { createChance } from '../simulator/chance.ts';

/** What becomes of a merchant, by what the people of the simulated WeChat do with it. */
export const fates = ['passes', 'rejected', 'stuck', 'delayed', 'leaves'] as const;
export type Fate = (typeof fates)[number];

/** One merchant: its fate, and how long its auditor takes, in milliseconds. */
export type Planned = { readonly fate: Fate; readonly auditMs: number };

/** What can be killed. */
export const victims = ['worker', 'api', 'temporal'] as const satisfies readonly StackPart[];
export type Victim = (typeof victims)[number];

/** A kill: once this share of all the work is done, and so many milliseconds later. */
export type PlannedKill = { readonly victim: Victim; readonly atShare: number; readonly afterMs: number };

/** How many of a thousand merchants have another fate than to pass. */
export type Shares = Readonly<Partial<Record<Exclude<Fate, 'passes'>, number>>>;

export type PlanOptions = {
  readonly seed: number;
  readonly merchants: number;
  readonly kills: number;
  readonly perMille: Shares;
  /** How long an audit takes at least and at most, in milliseconds; few take long. */
  readonly audit: { readonly from: number; readonly to: number };
};

/** Everything that is left to chance, from one seed. */
export type Plan = { readonly merchants: readonly Planned[]; readonly kills: readonly PlannedKill[] };

/** A provider takes its canary from among the calm. */
export const canary = 5;
/** Where the work has begun, and where little of it is left. */
const busiest = { from: 0.03, to: 0.9 };
const longestDelay = 3_000;

/** Makes the plan: of every fate asked for there is one at least, and each victim gets its third of the kills. */
export const makePlan = ({ seed, merchants: count, kills, perMille, audit }: PlanOptions): Plan => {
  const chance = createChance(seed);
  const shuffled = <T>(values: readonly T[]): T[] =>
    values
      .map((value) => ({ value, at: chance() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ value }) => value);
  const odd = fates.flatMap((fate): readonly Fate[] => {
    const share = fate === 'passes' ? undefined : perMille[fate];
    return share === undefined
      ? []
      : Array.from({ length: Math.max(1, Math.round((share * count) / 1000)) }, () => fate);
  });
  const room = Math.max(count - canary, 0);
  const rest = shuffled([...odd.slice(0, room), ...Array<Fate>(Math.max(room - odd.length, 0)).fill('passes')]);
  const all = [...Array<Fate>(Math.min(canary, count)).fill('passes'), ...rest];
  const evenly = Array.from({ length: kills }, (_, index) => victims[index % victims.length] ?? 'worker');
  const moments = evenly.map(() => busiest.from + chance() * (busiest.to - busiest.from)).toSorted((a, b) => a - b);
  const killed = shuffled(evenly);
  return {
    merchants: all.map((fate) => ({ fate, auditMs: Math.round(audit.from + chance() ** 3 * (audit.to - audit.from)) })),
    kills: moments.map((atShare, index) => ({
      victim: killed[index] ?? 'worker',
      atShare,
      afterMs: Math.round(chance() * longestDelay),
    })),
  };
};
