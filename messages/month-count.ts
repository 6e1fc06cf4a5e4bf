/** How many of something were used in a month of China, such as `2026-11`. */
export type MonthCount = { readonly month: string; readonly used: number };
