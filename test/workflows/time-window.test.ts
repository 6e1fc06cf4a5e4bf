import { describe, expect, it } from 'vitest';
import { windowsAfter } from '../../messages/time-window.ts';
import { isOpenAt, opensAt } from '../../workflows/time-window.ts';

const china = (time: string) => Date.parse(`${time}+08:00`);
const day = { from: '09:00', to: '18:00' };
const night = { from: '22:00', to: '02:00' };
const workNights = { ...night, days: [1, 2, 3, 4, 5] };

// 2026-11-23 is a Monday.
describe('a window', () => {
  it.each([
    ['before it opens', day, '2026-11-23T08:00', '2026-11-23T09:00'],
    ['as it opens', day, '2026-11-23T09:00', '2026-11-23T09:00'],
    ['while it is open', day, '2026-11-23T12:34', '2026-11-23T12:34'],
    ['as it closes', day, '2026-11-23T18:00', '2026-11-24T09:00'],
    ['before midnight', night, '2026-11-23T23:30', '2026-11-23T23:30'],
    ['after midnight', night, '2026-11-24T01:59', '2026-11-24T01:59'],
    ['as it closes in the night', night, '2026-11-24T02:00', '2026-11-24T22:00'],
    ['over a month', night, '2026-11-30T12:00', '2026-11-30T22:00'],
    ['on a day off', { ...day, days: [1] }, '2026-11-24T12:00', '2026-11-30T09:00'],
    ['in a night that began on a day of its own', workNights, '2026-11-28T01:00', '2026-11-28T01:00'],
    ['in a night that began on a day off', workNights, '2026-11-23T01:00', '2026-11-23T22:00'],
    ['of a whole day', { from: '00:00', to: '00:00', days: [7] }, '2026-11-29T23:59', '2026-11-29T23:59'],
  ])('%s opens next in time', (_, window, now, then) => {
    expect(new Date(opensAt(window, china(now))).toISOString()).toBe(new Date(china(then)).toISOString());
    expect(isOpenAt(window, china(now))).toBe(now === then);
  });

  it('that nobody named is open', () => {
    expect(isOpenAt(undefined, 0)).toBe(true);
  });

  it('is changed apart from the other, and taken away', () => {
    const both = { submitWindow: day, releaseWindow: night };
    expect(windowsAfter(both, { submitWindow: null })).toEqual({ releaseWindow: night });
    expect(windowsAfter({ submitWindow: day }, { releaseWindow: night })).toEqual(both);
  });
});
