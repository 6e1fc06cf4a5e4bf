/** Withdrawals of audits (撤回审核) on `day` of China, such as `2026-11-23`, and in its month. */
export type Undos = { readonly day: string; readonly today: number; readonly month: number };

/** How many withdrawals WeChat allows an account; it tells nobody how many are used. */
export const undoLimits = { today: 5, month: 10 } as const;

/** WeChat's day at a time in milliseconds: days begin at 00:00 in UTC+8. */
const dayAt = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);

/** What is used at a time. */
export const undosAt = (undos: Undos | undefined, now: number): Undos => {
  const day = dayAt(now);
  const inMonth = undos?.day.slice(0, 7) === day.slice(0, 7);
  return { day, today: undos?.day === day ? undos.today : 0, month: inMonth ? (undos?.month ?? 0) : 0 };
};

/** One more is used. */
export const undoSpent = (undos: Undos | undefined, now: number): Undos => {
  const { day, today, month } = undosAt(undos, now);
  return { day, today: today + 1, month: month + 1 };
};

/** How many may still be made. */
export const undosLeft = (undos: Undos | undefined, now: number): number => {
  const { today, month } = undosAt(undos, now);
  return Math.max(0, Math.min(undoLimits.today - today, undoLimits.month - month));
};
