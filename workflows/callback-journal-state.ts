import type {
  CallbackFilter,
  CallbackJournalState,
  CallbackNews,
  NumberedCallback,
} from '../messages/callback-journal.ts';
import type { Shown } from './entity.ts';

/**
 * How many lines are kept: some 250 bytes each, well below what a payload may hold. What users cause by the thousand is
 * ignored, and must not push out what somebody will look for.
 */
const kept = { ignored: 500, others: 1_500 };

/** The journal before the first callback. */
export const emptyJournal: CallbackJournalState = { lines: [], count: 0, lost: 0 };

/** Writes lines down, oldest first, and lets the oldest go. */
export const written = ({ lines, count, lost }: CallbackJournalState, news: CallbackNews): CallbackJournalState => {
  const numbered = news.lines.map((line, index) => ({ ...line, number: count + index + 1 })).reverse();
  return {
    lines: newest([...numbered, ...lines]),
    count: count + numbered.length,
    lost: lost + news.lost,
  };
};

const newest = (lines: readonly NumberedCallback[]): readonly NumberedCallback[] => {
  const room = { ...kept };
  return lines.filter(({ outcome }) => {
    const kind = outcome === 'ignored' ? 'ignored' : 'others';
    room[kind] -= 1;
    return room[kind] >= 0;
  });
};

/** The newest lines that a filter wants. */
export const wanted = (
  { lines }: CallbackJournalState,
  { below = Number.POSITIVE_INFINITY, limit, ...values }: CallbackFilter,
): readonly NumberedCallback[] => {
  const fits = (line: NumberedCallback) =>
    (values.appid ?? line.appid) === line.appid &&
    (values.name ?? line.name) === line.name &&
    (values.outcome ?? line.outcome) === line.outcome;
  return lines.filter((line) => line.number < below && fits(line)).slice(0, limit);
};

/** What shows of the journal in Temporal. */
export const shownOfJournal = ({ lines, count, lost }: CallbackJournalState): Shown => {
  const [last] = lines;
  const details = [
    `**${count} callbacks** so far; the last ${lines.length} can be listed at \`GET /v1/callbacks\`.`,
    '',
    ...(last ? [`- Last: ${last.name} at ${last.at}`] : []),
    ...(lost > 0
      ? [`- ${lost} more were not written down: too many came at once. They were delivered all the same.`]
      : []),
  ];
  return { details: details.join('\n'), attributes: [] };
};
