import { describe, expect, it } from 'vitest';
import { pushVerdict, queryVerdict, statusText } from '../../workflows/registration/statuses.ts';

describe('the status of a registration push', () => {
  it('decides on every documented number', () => {
    expect(pushVerdict(0)).toEqual({ kind: 'created' });
    for (const status of [100001, 100002, 100003]) expect(pushVerdict(status)?.kind).toBe('expired');
    for (const status of [-1, 101, 102, 103, 104, 105, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008]) {
      expect(pushVerdict(status)).toMatchObject({ kind: 'rejected', status });
    }
  });

  it('leaves an undocumented number undecided', () => {
    expect(pushVerdict(7)).toBeUndefined();
  });
});

describe('the status of a registration query', () => {
  it('decides only where the sources agree: created, failed, limits', () => {
    expect(queryVerdict(12)).toEqual({ kind: 'created' });
    for (const status of [11, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008]) {
      expect(queryVerdict(status)).toMatchObject({ kind: 'rejected', status });
    }
    const undecided = Array.from({ length: 15 }, (_, status) => status).filter(
      (status) => status !== 11 && status !== 12,
    );
    for (const status of undecided) expect(queryVerdict(status)).toBeUndefined();
  });

  it('is shown to people as text', () => {
    expect(statusText(6)).toBe('Status 6: face check failed');
    expect(statusText(99)).toBe('Status 99: not documented');
  });
});
