/** Prints rows as a table; a row's keys are its columns. */
export const printTable = (title: string, rows: readonly Record<string, string | number>[]): void => {
  console.log(`\n${title}\n`);
  const columns = Object.keys(rows[0] ?? {});
  const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name]).length)));
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell, index) => String(cell).padEnd(widths[index] ?? 0)).join(' | ')} |`;
  console.log(line(columns));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of rows) console.log(line(columns.map((name) => row[name] ?? '')));
};

/** A measured time against the first one of its kind. */
export const ratio = (milliseconds: number, base: number): string => `${(milliseconds / base).toFixed(2)} ×`;
