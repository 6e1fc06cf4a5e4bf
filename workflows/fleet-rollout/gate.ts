import type { Gate, MerchantState, StateCounts, WaveReport } from '../../messages/fleet-rollout.ts';
import { sumOf } from './sums.ts';

/** Whether the next wave may begin: not known yet, yes, or no and why. */
export type Judgement =
  | { readonly kind: 'waiting'; readonly decided: number; readonly total: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'halted'; readonly why: string };

const failed = ['failed', 'unfit', 'withdrawn', 'cancelled'] as const;
const well = ['live', 'already-live', 'fit'] as const;
/** The states that change no more by themselves. */
export const final: readonly MerchantState[] = [...well, ...failed, 'rejected', 'left', 'rolled-back'];

/** How many are in any of these states. */
export const countOf = (counts: StateCounts, states: readonly MerchantState[]): number =>
  states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);

/**
 * Judges a wave by what is known of it. It halts as soon as too many of all its merchants went wrong, and opens once
 * the fate of enough is known and too few of those went wrong: one that waits for a week holds up nobody. Who waits for
 * the merchant itself does not count; where all do, nothing is known.
 */
export const judge = (reports: readonly WaveReport[], gate: Gate): Judgement => {
  const { total: all, counts, stuck, delayed, withMerchant } = sumOf(reports);
  const total = all - withMerchant;
  const wrong = [
    { what: 'failed or stand still', count: countOf(counts, failed) + stuck, limit: gate.failures },
    { what: 'were rejected', count: countOf(counts, ['rejected']), limit: gate.rejections },
    { what: 'are delayed by WeChat', count: delayed, limit: gate.delays },
  ];
  const decided = countOf(counts, final) + stuck + delayed;
  const isDecided = total > 0 && decided >= Math.ceil(gate.decided * total);
  const base = isDecided ? Math.max(decided, 1) : Math.max(total, 1);
  const over = wrong.filter(({ count, limit }) => count / base > limit);
  if (over.length > 0) {
    const why = over.map(({ what, count, limit }) => `${count} of ${base} ${what} (limit ${percent(limit)})`);
    return { kind: 'halted', why: why.join(', ') };
  }
  return isDecided ? { kind: 'open' } : { kind: 'waiting', decided, total };
};

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
