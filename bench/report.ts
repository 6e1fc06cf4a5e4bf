import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createSay } from '../scripts/say.ts';
import { type Rows, tableOf } from './table.ts';

/** What a bench tells: how far it is, and what is kept in the report. */
export type Report = {
  /** A line of progress; it is only printed. */
  say(line: string): void;
  text(paragraph: string): void;
  table(title: string, rows: Rows): void;
};

/** A report under way; all of it is printed as it comes. */
export const openReport = (): Report & { markdown(): string } => {
  const parts: string[] = [];
  const add = (part: string) => {
    console.log(`\n${part}`);
    parts.push(part);
  };
  return {
    say: createSay(),
    text: add,
    table: (title, rows) => add(`${title}:\n\n${tableOf(rows)}`),
    markdown: () => parts.join('\n\n'),
  };
};

/** Where the reports stand. */
const page = 'docs/benchmarks.md';

const head = `# Benchmarks

What \`npm run bench\` measured, section by section; [CONTRIBUTING.md](../CONTRIBUTING.md#benchmarks) says how to run it. Each
section says on which machine and when. Only what was measured in one run is compared: everything, Temporal, simulated WeChat and
the bench too, runs on the same cores. Nothing here was measured against WeChat itself.
`;

/** Puts a bench's section in its place in the page and leaves the others as they are; `order` names all of them. */
export const writeSection = (order: readonly string[], name: string, section: string): void =>
  writeFileSync(page, pageWith(existsSync(page) ? readFileSync(page, 'utf8') : '', order, name, section));

/** The page with this section. */
export const pageWith = (before: string, order: readonly string[], name: string, section: string): string => {
  const sections = sectionsIn(before).set(name, section);
  const marked = order.flatMap((each) => {
    const text = sections.get(each);
    return text === undefined ? [] : [`<!-- ${each} -->\n\n${text}\n\n<!-- /${each} -->\n`];
  });
  return [head, ...marked].join('\n');
};

const sectionsIn = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(/<!-- (\w+) -->\n\n([\s\S]*?)\n\n<!-- \/\1 -->/g)].map(([, name = '', section = '']) => [
      name,
      section,
    ]),
  );
