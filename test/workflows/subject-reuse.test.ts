import { describe, expect, it } from 'vitest';
import { registrationNoted } from '../../workflows/account-record.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { obstacleOf, usedThisMonth } from '../../workflows/official-account-registration/preflight.ts';
import { untilNextMonth } from '../../workflows/settlement.ts';

const subject = { principalName: '示例企业', verified: true, permissionSets: [27, 33] };
const hour = 3_600_000;
/** 00:00 on 1 December 2026 in China. */
const turn = Date.UTC(2026, 10, 30, 16);

describe('an official account whose subject is to be used', () => {
  it.each([
    ['has not authorized the platform', null, 'authorize the platform'],
    ['does not grant the set', { ...subject, permissionSets: [33] }, 'permission set 27'],
    ['is not verified', { ...subject, verified: false }, 'verified'],
  ])('is waited for where it %s', (_why, known, words) => {
    expect(obstacleOf(known)).toContain(words);
  });

  it('may register otherwise', () => {
    expect(obstacleOf(subject)).toBeUndefined();
  });

  it('has its registrations counted by the months of China', () => {
    const records = [turn - hour, turn - 1, turn, turn + hour].map((at, index) => {
      return { at: new Date(at).toISOString(), appid: `wx${index}` };
    });
    expect([turn - 1, turn].map((now) => usedThisMonth(records, now))).toEqual([2, 2]);
    expect(usedThisMonth(records, turn + 31 * 24 * hour)).toBe(0);
    expect(untilNextMonth(turn - hour)).toBe(hour + 60_000);
    expect(untilNextMonth(turn)).toBe(31 * 24 * hour + 60_000);
  });

  it('keeps each registration once, and the last twenty', () => {
    const told = Array.from({ length: 25 }, (_, index) => ({ at: new Date(turn).toISOString(), appid: `wx${index}` }));
    const state = [...told, ...told.slice(20)].reduce(registrationNoted, newAuthorizer('wx_official'));
    expect(state.registrations).toEqual(told.slice(-20));
  });
});
