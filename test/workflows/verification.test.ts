import { describe, expect, it } from 'vitest';
import { leftBy } from '../../workflows/verification/left.ts';
import { planOf } from '../../workflows/verification/plan.ts';
import { isSentBack, standingOf } from '../../workflows/verification/standing.ts';

const standing = (task: number, apply = 0, more: object = {}) => standingOf({ taskid: 't', task, apply, ...more });

describe('where a verification stands', () => {
  it.each([
    ['with the admin', 'admin', [0, 3, 4, 5, 6, 7, 8, 9].map((task) => [task, 0])],
    [
      'with who pays',
      'payment',
      [
        [15, 0],
        [9, 1],
        [12, 1],
      ],
    ],
    [
      'under audit',
      'audit',
      [
        [12, 0],
        [12, 2],
        [9, 2],
      ],
    ],
    ['sent back', 'refill', [[12, 3]]],
    [
      'with the admin again after it was sent back',
      'admin',
      [
        [0, 3],
        [6, 3],
      ],
    ],
    [
      'stopped',
      'stopped',
      [
        [1, 0],
        [2, 0],
        [11, 0],
        [14, 0],
        [1, 3],
        [1, 1],
      ],
    ],
    ['passed', 'verified', [[12, 4]]],
    ['refused for good', 'failed', [[12, 5]]],
    [
      'unknown',
      'unknown',
      [
        [10, 0],
        [99, 0],
        [12, 9],
      ],
    ],
  ])('is %s', (_, kind, numbers) => {
    for (const [task = 0, apply] of numbers)
      expect([task, apply, standing(task, apply).kind]).toEqual([task, apply, kind]);
  });

  it('tells who refused from whose time ran out', () => {
    expect([2, 1].map((task) => standing(task))).toMatchObject([{ ended: 'refused' }, { ended: 'expired' }]);
  });

  it('is one that goes on as the same task once it was sent back', () => {
    expect([standing(12, 3), standing(1, 3), standing(1, 0)].map(isSentBack)).toEqual([true, true, false]);
  });
});

describe('what follows', () => {
  it('is a submission where nothing runs, was sent back, or has stopped, while that is due', () => {
    expect(planOf({ due: true }).do).toBe('submit');
    for (const at of [standing(12, 3), standing(1), standing(12, 5)]) {
      expect(planOf({ standing: at, due: true }).do).toBe('submit');
    }
  });

  it('is to follow what runs, whoever began it', () => {
    const follows = [standing(0), standing(15), standing(12, 2)].map((at) => planOf({ standing: at, due: true }));
    expect(follows).toMatchObject([{ as: 'admin' }, { as: 'payment' }, { as: 'audit' }]);
  });

  it('is the correction of what was sent back, by its reason, and of what was refused at once', () => {
    const sentBack = planOf({ standing: standing(12, 3, { refillReason: '营业执照不清晰' }), due: false });
    expect(sentBack).toMatchObject({
      halt: { step: 'audit', who: 'merchant', hints: [{ problem: '营业执照不清晰' }] },
    });
    const hints = [{ field: 'qualification', problem: 'gone' }];
    expect(planOf({ due: false, refused: hints })).toMatchObject({ do: 'correct', halt: { step: 'submit', hints } });
  });

  it('is for ops where a link led nowhere, at the step that was waited for', () => {
    expect(planOf({ standing: standing(1), due: false, followed: 'payment' })).toMatchObject({
      halt: { step: 'payment', who: 'ops', ended: 'expired' },
    });
  });

  it('is the end where it passed, or was refused for good', () => {
    expect([standing(12, 4), standing(12, 5)].map((at) => planOf({ standing: at, due: false }).do)).toEqual([
      'end',
      'end',
    ]);
    expect(planOf({ standing: standing(12, 4), due: true }).do).toBe('end');
    expect(planOf({ standing: standing(99), due: false }).do).toBe('look');
  });
});

describe('what an end leaves at WeChat', () => {
  it('is the task while somebody may still go on with it', () => {
    for (const at of [standing(0), standing(15), standing(12, 2), standing(12, 3), standing(1, 3), standing(99)]) {
      expect(leftBy(at)).toEqual({ open: { taskid: 't' }, note: expect.stringContaining('stays open') });
    }
    const ours = { ...standing(1), kind: 'stopped', why: 'too late', ended: 'expired', byWeChat: false } as const;
    expect(leftBy(ours).open).toEqual({ taskid: 't' });
  });

  it('is nothing where WeChat has ended it, and says how', () => {
    expect([standing(2), standing(12, 5), undefined].map(leftBy)).toEqual([
      { open: {}, note: expect.stringContaining('refused the verification. Nothing') },
      { open: {}, note: expect.stringContaining('for good') },
      { open: {} },
    ]);
  });
});
