import { condition } from '@temporalio/workflow';
import type { WaveReport } from '../../messages/fleet-rollout.ts';
import { countOf, final } from '../fleet-rollout/gate.ts';

/** What moves little is told once in so many milliseconds, so that weeks of single audits do not fill the rollout's history. */
const trickle = 3_600_000;
/** The share of a wave whose fate is news at once. */
const newsShare = 0.02;

/**
 * Tells the rollout how its wave stands: soon where it may open or close the gate, now and then where little moved, and
 * once more at the end.
 */
export const tellReports = async (
  report: () => WaveReport,
  isOver: () => boolean,
  { every, tell }: { readonly every: number; readonly tell: (report: WaveReport) => Promise<void> },
): Promise<void> => {
  let told = '';
  let last: WaveReport | undefined;
  for (;;) {
    const isNew = () => JSON.stringify(report()) !== told;
    const isDue = () => isOver() || isNews(last, report());
    if (!isDue()) {
      await condition(() => isOver() || isNew());
      await condition(isDue, trickle, { summary: 'The next report' });
    }
    last = report();
    told = JSON.stringify(last);
    const ended = isOver();
    await tell(last);
    if (ended) return;
    await condition(isOver, every, { summary: 'Between reports' });
  }
};

/** Whether the rollout may decide differently now. */
export const isNews = (before: WaveReport | undefined, now: WaveReport): boolean => {
  if (!before) return true;
  if ((before.hostRefused === undefined) !== (now.hostRefused === undefined)) return true;
  const known = ({ counts, stuck, delayed, withMerchant = 0 }: WaveReport) => [
    countOf(counts, final),
    ...[stuck, delayed, withMerchant],
  ];
  const begun = ({ counts }: WaveReport) => countOf(counts, ['waiting']) === 0;
  const decided = ({ counts, total }: WaveReport) => countOf(counts, final) === total;
  if (begun(before) !== begun(now) || decided(before) !== decided(now)) return true;
  const share = Math.max(1, Math.floor(now.total * newsShare));
  const former = known(before);
  return known(now).some((count, index) => Math.abs(count - (former[index] ?? 0)) >= share);
};
