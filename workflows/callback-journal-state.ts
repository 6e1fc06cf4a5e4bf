import type {
  CallbackFilter,
  CallbackJournalState,
  CallbackNews,
  NumberedCallback,
} from '../messages/callback-journal.ts';
import type { Shown } from './entity.ts';

/** How many lines are kept: some 250 bytes each, well below what a payload may hold. */
const kept = 2_000;

/** The journal before the first callback. */
export const emptyJournal: CallbackJournalState = { lines: [], count: 0, lost: 0 };

/** Writes lines down, oldest first, and lets the oldest go. */
export const written = ({ lines, count, lost }: CallbackJournalState, news: CallbackNews): CallbackJournalState => {
  const numbered = news.lines.map((line, index) => ({ ...line, number: count + index + 1 })).reverse();
  return {
    lines: [...numbered, ...lines].slice(0, kept),
    count: count + numbered.length,
    lost: lost + news.lost,
  };
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
    ...(last ? [`- Last: ${last.name} at ${last.at}`] : []),
    ...(lost > 0
      ? [`- ${lost} more were not written down while Temporal was away; they were delivered all the same.`]
      : []),
  ];
  return { details: details.join('\n'), attributes: [] };
};
