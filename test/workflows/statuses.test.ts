import { describe, expect, it } from 'vitest';
import {
  enterpriseNumbers,
  personNumbers,
  pushVerdict,
  type StatusNumbers,
} from '../../workflows/registration/statuses.ts';

describe('the status of a registration push', () => {
  it('decides on every documented number', () => {
    expect(pushVerdict(0)).toEqual({ kind: 'created' });
    for (const status of [100001, 100002, 100003]) expect(pushVerdict(status)?.kind).toBe('expired');
    for (const status of [-1, 101, 102, 103, 104, 105, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008]) {
      expect(pushVerdict(status)).toMatchObject({ kind: 'rejected', status });
    }
  });

  it('says what helps: other data, days, or nothing', () => {
    const remedyOf = (status: number) => {
      const verdict = pushVerdict(status);
      return verdict?.kind === 'rejected' ? verdict.remedy : undefined;
    };
    for (const status of [-1, 101, 102, 103, 104, 1000]) expect(remedyOf(status)).toBe('correct-data');
    expect(remedyOf(105)).toBe('wait-days');
    for (const status of [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008]) expect(remedyOf(status)).toBe('none');
  });

  it('leaves an undocumented number undecided', () => {
    expect(pushVerdict(7)).toBeUndefined();
  });
});

describe('the queried status', () => {
  const limits = [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008];
  const undecided = ({ verdict }: StatusNumbers) =>
    Array.from({ length: 15 }, (_, status) => status).filter((status) => verdict(status) === undefined);

  it('of an enterprise decides only where the sources agree: created, failed, limits', () => {
    const { verdict } = enterpriseNumbers;
    expect(verdict(12)).toEqual({ kind: 'created' });
    for (const status of [11, ...limits]) expect(verdict(status)).toMatchObject({ kind: 'rejected', status });
    expect(undecided(enterpriseNumbers)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14]);
  });

  it('of a person decides on a time-out and a refusal too', () => {
    const { verdict } = personNumbers;
    expect([1, 2, 11, 12].map((status) => verdict(status)?.kind)).toEqual([
      'expired',
      'refused',
      'rejected',
      'created',
    ]);
    for (const status of limits) expect(verdict(status)).toMatchObject({ kind: 'rejected', status });
    expect(undecided(personNumbers)).toEqual([0, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14]);
  });

  it('is shown to people as text', () => {
    expect(enterpriseNumbers.text(6)).toBe('Status 6: face check failed');
    expect(personNumbers.text(6)).toBe('Status 6: face check passed');
    expect(enterpriseNumbers.text(99)).toBe('Status 99: not documented');
  });
});
