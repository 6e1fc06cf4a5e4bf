/** What is wrong with one field beyond its shape: its path, and what is expected there. */
export type FieldProblem = readonly [path: readonly string[], expected: string];

/** The problem of one field, unless it is `fine`. */
export const unless = (fine: unknown, path: readonly string[], expected: string): readonly FieldProblem[] =>
  fine ? [] : [[path, expected]];
