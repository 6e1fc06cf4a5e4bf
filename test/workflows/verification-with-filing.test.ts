import { describe, expect, it } from 'vitest';
import { leftBy } from '../../workflows/verification-with-filing/left.ts';
import { planOf } from '../../workflows/verification-with-filing/plan.ts';
import { standingOf } from '../../workflows/verification-with-filing/standing.ts';

const hints = [{ field: '通讯地址', problem: '通讯地址不详细' }];
const standing = (status: number, more: object = {}) => standingOf({ procedureId: 'p', status, hints: [], ...more });

describe('where a verification with filing stands', () => {
  it('is told by its number and the SMS check', () => {
    const kinds = [15, 16, 17, 19, 22, 24, 26, 20, 27, 28, 29, 9].map((status) => standing(status).kind);
    expect(kinds).toEqual([
      ...['payment', 'audit', 'audit', 'platform', 'platform', 'bureau'],
      ...['filed', 'failed', 'over', 'over', 'withdrawn', 'unknown'],
    ]);
    expect([1, 2, 3].map((sms) => standing(24, { sms }).kind)).toEqual(['sms', 'bureau', 'bureau']);
  });

  it('is sent back by the audit with its reason, by a review with its hints', () => {
    expect(standing(18, { refillReason: '营业执照不清晰' })).toMatchObject({
      ...{ kind: 'rejected', by: 'audit', hints: [{ problem: '营业执照不清晰' }] },
    });
    expect([21, 23, 25].map((status) => standing(status, { hints }))).toMatchObject([
      { by: 'platform', hints },
      { by: 'platform', hints },
      { by: 'bureau', hints },
    ]);
  });
});

describe('what follows', () => {
  it('is a submission where nothing runs, was sent back, or is over, while that is due', () => {
    expect(planOf({ due: true }).do).toBe('submit');
    for (const status of [18, 21, 23, 25, 20, 27, 28, 29]) {
      expect(planOf({ standing: standing(status), due: true }).do).toBe('submit');
    }
  });

  it('is to follow what runs, whoever began it', () => {
    for (const status of [15, 17, 22, 24]) expect(planOf({ standing: standing(status), due: true }).do).toBe('follow');
  });

  it('is the correction of what was sent back, for the merchant, and of what is over, for ops', () => {
    expect(planOf({ standing: standing(25, { hints }), due: false })).toMatchObject({
      halt: { step: 'bureau-review', who: 'merchant', hints, ended: 'rejected' },
    });
    expect(planOf({ standing: standing(27), due: false })).toMatchObject({ halt: { who: 'ops', ended: 'expired' } });
    expect(planOf({ due: false, refused: hints })).toMatchObject({ halt: { step: 'submit', hints } });
  });

  it('is the end where it is filed, failed or was withdrawn', () => {
    const plans = [26, 20, 29].map((status) => planOf({ standing: standing(status), due: false }).do);
    expect(plans).toEqual(['end', 'end', 'end']);
    expect(planOf({ standing: standing(99), due: false }).do).toBe('look');
  });
});

describe('what an end leaves at WeChat', () => {
  const open = { procedureId: 'p' };
  it.each([
    [17, open, 'stays open'],
    [18, open, 'sent back'],
    [22, open, 'is verified; the filing stays under review'],
    [24, open, 'is verified; the filing stays under review'],
    [25, open, 'is verified; the filing was rejected'],
    [26, {}, 'verified and filed'],
    [20, {}, 'nothing is filed'],
    [27, {}, 'Nothing of it goes on'],
    [28, {}, 'Nothing of it goes on'],
    [29, {}, 'is verified; the filing was withdrawn'],
  ])('at %i is told of both halves', (status, left, words) => {
    expect(leftBy(standing(status))).toEqual({ open: left, note: expect.stringContaining(words) });
  });
});
