import type { FieldHint, Progress, Step } from '../messages/progress.ts';

const marks: Record<Step['state'], string> = { pending: '·', running: '▶', done: '✓', skipped: '–', failed: '✗' };

/** The progress in Markdown, for the current details in Temporal's UI: who must act until when comes first. */
export const detailsOf = (title: string, { stage, attention, waitingFor, steps, links, outcome }: Progress): string =>
  [
    `**${title}** — ${outcome ? `ended: ${outcome.kind}` : stage}`,
    ...(waitingFor
      ? [
          `**${attention === 'none' ? 'Waits' : `${attention} must act`}**: ${waitingFor.what}${
            waitingFor.until ? ` — until ${chinaTime(waitingFor.until)}` : ''
          }`,
          ...hintsOf(waitingFor.hints),
        ]
      : []),
    ['| step | state | at | note |', '|---|---|---|---|', ...steps.map(row)].join('\n'),
    ...links.map((link) => `- [${link.title}](${link.href})`),
  ].join('\n\n');

const hintsOf = (hints: readonly FieldHint[] = []) =>
  hints.length === 0
    ? []
    : [
        hints
          .map(
            ({ field, problem, advice, hint }) =>
              `- \`${field}\`: ${[problem, advice, hint].filter(Boolean).join('; ')}`,
          )
          .join('\n'),
      ];

const row = ({ name, state, at, note, waitingFor }: Step) =>
  `| ${name} | ${marks[state]} ${state} | ${at ? chinaTime(at) : ''} | ${cell(waitingFor?.what ?? note ?? '')} |`;

/** A time as people at the provider read their clocks: `2026-11-24 14:36:13 UTC+8`. */
const chinaTime = (iso: string) =>
  `${new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')} UTC+8`;

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
