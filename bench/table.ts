/** What stands in a table: a row's keys are its columns. */
export type Rows = readonly Readonly<Record<string, string | number>>[];

/** Rows as a table in Markdown that is also read well as it is. */
export const tableOf = (rows: Rows): string => {
  const columns = Object.keys(rows[0] ?? {});
  const widths = columns.map((name) => Math.max(3, name.length, ...rows.map((row) => String(row[name]).length)));
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell, index) => String(cell).padEnd(widths[index] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(columns), rule, ...rows.map((row) => line(columns.map((name) => row[name] ?? '')))].join('\n');
};

/** Prints rows as a table. */
export const printTable = (title: string, rows: Rows): void => console.log(`\n${title}\n\n${tableOf(rows)}`);

/** A measured time or rate against another one of its kind. */
export const ratio = (measured: number, base: number): string => `${(measured / base).toFixed(2)} ×`;
