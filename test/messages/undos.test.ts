import { describe, expect, it } from 'vitest';
import { undoLimits, undoSpent, undosAt, undosLeft } from '../../messages/undos.ts';

/** A time of China, in milliseconds. */
const china = (time: string) => Date.parse(`${time}+08:00`);
const spent = (times: number, at: number) =>
  Array.from({ length: times }).reduce<ReturnType<typeof undoSpent> | undefined>(
    (had) => undoSpent(had, at),
    undefined,
  );

describe('the withdrawals of audits that an account has left', () => {
  it('are all where none was ever made', () => {
    const now = china('2026-11-24T10:00');
    expect(undosAt(undefined, now)).toEqual({ day: '2026-11-24', today: 0, month: 0 });
    expect(undosLeft(undefined, now)).toBe(undoLimits.today);
  });

  it('are five a day, which begins at midnight in China', () => {
    const used = spent(undoLimits.today, china('2026-11-24T23:59'));
    expect(undosLeft(used, china('2026-11-24T23:59'))).toBe(0);
    expect(undosAt(used, china('2026-11-25T00:00'))).toEqual({ day: '2026-11-25', today: 0, month: 5 });
    expect(undosLeft(used, china('2026-11-25T00:00'))).toBe(5);
  });

  it('are ten a month, whichever days they were made on', () => {
    const first = spent(5, china('2026-11-24T10:00'));
    const second = [1, 2, 3, 4].reduce((had) => undoSpent(had, china('2026-11-25T10:00')), first);
    expect(undosLeft(second, china('2026-11-26T10:00'))).toBe(1);
    expect(undosLeft(undoSpent(second, china('2026-11-26T10:00')), china('2026-11-26T10:00'))).toBe(0);
  });

  it('come back with the month, and that of another year is another', () => {
    const used = spent(10, china('2026-11-30T23:59'));
    expect(undosLeft(used, china('2026-11-30T23:59'))).toBe(0);
    expect(undosLeft(used, china('2026-12-01T00:00'))).toBe(5);
    expect(undosAt(used, china('2027-11-30T10:00'))).toMatchObject({ today: 0, month: 0 });
  });

  it('are never fewer than none', () => {
    expect(undosLeft(spent(7, china('2026-11-24T10:00')), china('2026-11-24T10:00'))).toBe(0);
  });
});
