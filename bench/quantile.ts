/** The value below which this share of all lies, as `12 ms`; a dash where there are none. */
export const quantileOf = (milliseconds: readonly number[], share: number): string => {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) return '–';
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
};
