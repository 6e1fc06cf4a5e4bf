import type { MerchantState, StateCounts, WaveReport } from '../../messages/fleet-rollout.ts';
import { joined } from './reasons.ts';

/** Counts as one. */
export const sumOfCounts = (all: readonly StateCounts[]): StateCounts => {
  const sum: Partial<Record<MerchantState, number>> = {};
  for (const counts of all) {
    for (const [state, count] of Object.entries(counts) as [MerchantState, number][]) {
      sum[state] = (sum[state] ?? 0) + count;
    }
  }
  return sum;
};

/** What several parts reported, as one. */
export type Sum = Required<Omit<WaveReport, 'wave' | 'part' | 'hostRefused'>>;

/** The reports of several parts as one. */
export const sumOf = (reports: readonly WaveReport[]): Sum => {
  const add = (of: (report: WaveReport) => number) => reports.reduce((sum, report) => sum + of(report), 0);
  return {
    total: add(({ total }) => total),
    counts: sumOfCounts(reports.map(({ counts }) => counts)),
    stuck: add(({ stuck }) => stuck),
    delayed: add(({ delayed }) => delayed),
    withMerchant: add(({ withMerchant = 0 }) => withMerchant),
    groups: joined(reports.map(({ groups }) => groups)),
  };
};
