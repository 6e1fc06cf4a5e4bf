import type { ReasonGroup, StateCounts } from '../../messages/fleet-rollout.ts';
import type { Sum } from './sums.ts';

/** How many groups show. */
const shown = 5;

/** Counts in words: `12 live, 3 rejected`. */
const countWords = (counts: StateCounts): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');

/** The largest groups, a line each, in Markdown. */
export const groupLines = (groups: readonly ReasonGroup[]): string[] =>
  groups.slice(0, shown).map(({ state, count, reason, appids }) => {
    const others = count > appids.length ? ' …' : '';
    return `- ${count} ${state}: ${reason} (${appids.join(', ')}${others})`;
  });

/** How a wave or a part of it stands, in Markdown. */
export const reportLines = ({ counts, stuck, delayed, withMerchant, groups }: Sum): string[] => [
  countWords(counts),
  ...(stuck > 0 ? [`${stuck} wait for a person`] : []),
  ...(withMerchant > 0 ? [`${withMerchant} wait for their merchant`] : []),
  ...(delayed > 0 ? [`${delayed} delayed by WeChat (审核延后)`] : []),
  ...groupLines(groups),
];
