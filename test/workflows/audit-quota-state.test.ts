import { describe, expect, it } from 'vitest';
import {
  type AuditQuotaState,
  auditQuotaTimings,
  type Priority,
  type QuotaSettings,
  type TurnRequest,
} from '../../messages/audit-quota.ts';
import { carried, unpacked } from '../../workflows/audit-quota-carried.ts';
import { answerOf, viewOf } from '../../workflows/audit-quota-forecast.ts';
import {
  granted,
  heldBy,
  mostWaiting,
  newAuditQuota,
  nextTurn,
  readDueAt,
  readingTaken,
  reported,
  requested,
  resumed,
  roomFor,
  sweepDueAt,
} from '../../workflows/audit-quota-state.ts';

const noon = Date.parse('2026-11-23T12:00:00+08:00');
const day = 24 * 3_600_000;
const speedUps = { rest: 0, limit: 0 };

const asker = (id: string, priority: Priority = 'normal', more: Partial<TurnRequest> = {}): TurnRequest => ({
  claim: { workflowId: `code-release:${id}`, runId: id },
  appid: id,
  priority,
  kind: 'iteration',
  ...more,
});
const read = (state: AuditQuotaState, rest: number, limit = 20, now = noon, before = state) =>
  readingTaken(state, { toldBy: 'wx', submissions: { rest, limit }, speedUps }, before, now);
const withRest = (rest: number, settings: Partial<QuotaSettings> = {}, limit = 20) =>
  read({ ...newAuditQuota, settings: { reserve: 0, spread: false, ...settings } }, rest, limit);
const asked = (state: AuditQuotaState, ...askers: TurnRequest[]) =>
  askers.reduce((now, request) => requested(now, 'submissions', request, noon), state);
/** Gives every turn that can be given; whose they were. */
const giveAll = (state: AuditQuotaState, now = noon) => {
  const given: string[] = [];
  for (;;) {
    const turn = nextTurn(state, 'submissions', now);
    if (!turn) return { state, given };
    state = granted(state, 'submissions', turn, now);
    given.push(turn.appid);
  }
};
const report = (
  state: AuditQuotaState,
  id: string,
  result: Parameters<typeof reported>[2]['result'] = { kind: 'used' },
) => reported(state, 'submissions', { claim: asker(id).claim, result }, noon);
const barred = (scope: 'month' | 'all' | 'first' | 'iteration') =>
  ({ kind: 'barred', scope, said: `barred: ${scope}` }) as const;

describe('the turns of a month', () => {
  it('go by priority, then by arrival, each run once', () => {
    const state = asked(
      withRest(20),
      asker('b1', 'bulk'),
      asker('n1'),
      asker('b1', 'bulk'),
      asker('m1', 'new-merchant'),
      asker('n2'),
      asker('h1', 'hot-fix'),
    );
    expect(giveAll(state).given).toEqual(['h1', 'm1', 'n1', 'n2', 'b1']);
  });

  it('are as many as WeChat says are left, what is under way taken off', () => {
    const all = asked(withRest(3), ...['a', 'b', 'c', 'd'].map((id) => asker(id)));
    const first = giveAll(all);
    expect(first.given).toEqual(['a', 'b', 'c']);
    const used = report(first.state, 'a');
    expect(giveAll(used).given).toEqual([]);
    expect(giveAll(report(used, 'b', { kind: 'unused' })).given).toEqual(['d']);
  });

  it('keep a reserve for hot fixes, whatever these have used', () => {
    const state = asked(withRest(5, { reserve: 2 }), ...['a', 'b', 'c', 'd'].map((id) => asker(id, 'bulk')));
    const before = giveAll(state);
    expect(before.given).toEqual(['a', 'b', 'c']);
    const hot = giveAll(asked(before.state, ...['x', 'y', 'z'].map((id) => asker(id, 'hot-fix'))));
    expect(hot.given).toEqual(['x', 'y']);
  });

  it('wait until WeChat was asked, and again once the month has turned', () => {
    expect(giveAll(asked(newAuditQuota, asker('a'))).given).toEqual([]);
    const state = asked(withRest(5), asker('a'));
    const midnight = Date.parse('2026-12-01T00:00:00+08:00');
    expect(giveAll(state, midnight - 1).given).toEqual(['a']);
    expect(giveAll(state, midnight).given).toEqual([]);
    expect(readDueAt(state, auditQuotaTimings, midnight)).toBe(midnight);
  });

  it('are given one at a time where WeChat does not know (0/0)', () => {
    const unknown = readingTaken(newAuditQuota, {}, newAuditQuota, noon);
    const first = giveAll(asked(unknown, asker('a'), asker('b')));
    expect(first.given).toEqual(['a']);
    expect(giveAll(report(first.state, 'a')).given).toEqual(['b']);
  });

  it('are over for runs that have gone, after which WeChat is asked', () => {
    const { state } = giveAll(asked(withRest(1), asker('a'), asker('b')));
    expect(sweepDueAt(state, 1_000)).toBe(noon + 1_000);
    const claims = [asker('a').claim];
    const alive = heldBy(state, 'submissions', [], claims, noon + 5_000);
    expect(sweepDueAt(alive, 1_000)).toBe(noon + 6_000);
    const freed = heldBy(state, 'submissions', claims, claims, noon);
    expect(freed.stale).toBe(true);
    expect(giveAll(freed).given).toEqual(['b']);
  });

  it('end for who gives their place up', () => {
    const state = report(asked(withRest(0), asker('a'), asker('b')), 'a', { kind: 'unused' });
    expect(giveAll(read(state, 5)).given).toEqual(['b']);
  });

  it("take a day's share of the month for bulk where it is spread, and all for others", () => {
    // Eight days are left, with today.
    const spread = withRest(80, { spread: true });
    const many = Array.from({ length: 30 }, (_, index) => asker(`b${index}`, 'bulk'));
    const today = giveAll(asked(spread, ...many));
    expect(today.given).toHaveLength(10);
    expect(roomFor(today.state, 'submissions', 'normal', noon)).toBe(70);
    expect(giveAll(today.state, noon + day).given).toHaveLength(10);
  });
});

describe("WeChat's word on the month", () => {
  it('counts what was used before the question, and not what came after', () => {
    const all = asked(withRest(5), ...['a', 'b', 'c'].map((id) => asker(id)));
    const before = report(giveAll(all).state, 'a');
    const meanwhile = report(before, 'b');
    const state = read(meanwhile, 4, 20, noon, before);
    // b is not sure to be counted, and c is under way.
    expect(roomFor(state, 'submissions', 'normal', noon)).toBe(2);
  });

  it('is asked for soon after a submission, and from time to time while somebody waits', () => {
    const timings = { settle: 10, poll: 100, patience: 1_000 };
    const state = asked(withRest(1), asker('a'), asker('b'));
    const used = report(giveAll(state).state, 'a');
    expect(readDueAt(used, timings, noon)).toBe(noon + 10);
    expect(readDueAt({ ...used, stale: false }, timings, noon)).toBe(noon + 100);
    expect(readDueAt(withRest(1), timings, noon)).toBeUndefined();
  });
});

describe('a refusal that reaches further', () => {
  const kinds = (state: AuditQuotaState) =>
    giveAll(asked(state, asker('f', 'normal', { kind: 'first' }), asker('i', 'normal', { kind: 'iteration' }))).given;
  const barredBy = (scope: 'month' | 'all' | 'first' | 'iteration') =>
    report(giveAll(asked(withRest(9), asker('x'))).state, 'x', barred(scope));

  it.each([
    ['all', []],
    ['month', []],
    ['first', ['i']],
    ['iteration', ['f']],
  ] as const)('of scope %s leaves %j to go on', (scope, others) => {
    expect(kinds(barredBy(scope))).toEqual(others);
  });

  it('is tried by one once ops say so, and over when that one is taken', () => {
    const state = giveAll(asked(resumed(barredBy('all')), asker('a'), asker('b'), asker('c')));
    expect(state.given).toEqual(['a']);
    expect(giveAll(report(state.state, 'a')).given).toEqual(['b', 'c']);
    const again = report(state.state, 'a', barred('all'));
    expect(giveAll(again).given).toEqual([]);
  });

  it('of the month ends by itself when WeChat has more than it had, or with the month', () => {
    const state = read(barredBy('month'), 4);
    expect(kinds(state)).toEqual([]);
    expect(kinds(read(state, 4))).toEqual([]);
    expect(kinds(read(state, 30))).toEqual(['f', 'i']);
    const next = noon + 10 * day;
    const turned = asked(read(state, 4, 20, next), asker('a'));
    expect(giveAll(turned, next).given).toEqual(['a']);
  });
});

describe('accelerations', () => {
  const withTwo = (state: AuditQuotaState) =>
    readingTaken(state, { submissions: { rest: 9, limit: 20 }, speedUps: { rest: 2, limit: 5 } }, state, noon);
  const ask = (state: AuditQuotaState, ...askers: TurnRequest[]) =>
    askers.reduce((now, request) => requested(now, 'speedUps', request, noon), state);
  const next = (state: AuditQuotaState) => nextTurn(state, 'speedUps', noon);

  it('go by priority, as many as WeChat says, with nothing of the reserve and no bar of submissions', () => {
    const state = ask({ ...withTwo(newAuditQuota), settings: { reserve: 20, spread: true } }, asker('a', 'bulk'));
    const more = ask(report(giveAll(asked(state, asker('x'))).state, 'x', barred('all')), asker('b', 'hot-fix'));
    const first = next(more);
    expect(first?.appid).toBe('b');
    const one = first ? granted(more, 'speedUps', first, noon) : more;
    const second = next(one);
    expect(second?.appid).toBe('a');
    const both = ask(second ? granted(one, 'speedUps', second, noon) : one, asker('c'));
    expect(next(both)).toBeUndefined();
    expect(answerOf(both, 'speedUps', asker('c'), noon)).toMatchObject({ granted: false, who: 'wechat' });
  });

  it('that were used say nothing of submissions', () => {
    const state = resumed(report(asked(withTwo(newAuditQuota), asker('x')), 'x', barred('iteration')));
    const given = ask(state, asker('a'));
    const turn = next(given);
    const used = reported(
      turn ? granted(given, 'speedUps', turn, noon) : given,
      'speedUps',
      { claim: asker('a').claim, result: { kind: 'used' } },
      noon,
    );
    expect(used.bars.iteration).toMatchObject({ trying: true });
    expect(viewOf(used, noon).speedUps).toMatchObject({ rest: 1, given: 0 });
  });
});

describe('a forecast', () => {
  it('says in which month a turn comes, and when the last of a rollout does', () => {
    const rollout = Array.from({ length: 41 }, (_, index) => asker(`r${index}`, 'bulk', { rolloutId: 'spring' }));
    const { state } = giveAll(asked(withRest(4, { reserve: 2 }), ...rollout));
    const answer = (id: string) => answerOf(state, 'submissions', asker(id), noon);
    // Two go now; each month gives 18.
    expect(answer('r2')).toMatchObject({ granted: false, expectedAt: Date.parse('2026-12-01T00:00:00+08:00') });
    expect(answer('r20')).toMatchObject({ expectedAt: Date.parse('2027-01-01T00:00:00+08:00') });
    const usedUp = {
      scope: 'month',
      said: 'The submissions of this month are used up, but for 2 that are kept for hot fixes.',
      ends: expect.stringContaining('on 2026-12-01'),
      needsOps: false,
    };
    expect(viewOf(state, noon).rollouts).toEqual([
      { rolloutId: 'spring', waiting: 39, lastExpectedAt: '2027-01-31T16:00:00.000Z', stops: [usedUp] },
    ]);
    expect(viewOf(state, noon).submissions).toMatchObject({ rest: 4, given: 2, waiting: { bulk: 39 } });
  });

  it('says what stops a rollout, and only where it does', () => {
    const spring = asker('r1', 'bulk', { rolloutId: 'spring', kind: 'iteration' });
    const autumn = asker('r2', 'bulk', { rolloutId: 'autumn', kind: 'first' });
    const stopsOf = (state: AuditQuotaState) =>
      Object.fromEntries(viewOf(state, noon).rollouts.map(({ rolloutId, stops }) => [rolloutId, stops]));
    const refused = report(giveAll(asked(withRest(9), asker('x'))).state, 'x', barred('first'));
    const stopped = asked(refused, spring, autumn);
    const first = { scope: 'first', since: new Date(noon).toISOString(), said: 'barred: first' };
    expect(stopsOf(stopped)).toEqual({
      spring: [],
      autumn: [{ ...first, ends: expect.stringContaining('actions/resume'), needsOps: true }],
    });
    // The one that tries next does so at once: nothing stops it.
    expect(stopsOf(resumed(stopped))).toEqual({ spring: [], autumn: [] });
    const month = asked(report(giveAll(asked(withRest(9), asker('x'))).state, 'x', barred('month')), spring, autumn);
    const untilDecember = expect.stringContaining('on 2026-12-01');
    const all = { ...first, scope: 'month', said: 'barred: month', ends: untilDecember, needsOps: false };
    expect(stopsOf(month)).toEqual({ spring: [all], autumn: [all] });
  });

  it('says on which day where bulk is spread', () => {
    const rollout = Array.from({ length: 31 }, (_, index) => asker(`r${index}`, 'bulk'));
    const { state } = giveAll(asked(withRest(80, { spread: true }), ...rollout));
    const on = (id: string) => answerOf(state, 'submissions', asker(id), noon);
    expect(on('r10')).toMatchObject({ expectedAt: Date.parse('2026-11-24T00:00:00+08:00') });
    expect(on('r30')).toMatchObject({ expectedAt: Date.parse('2026-11-26T00:00:00+08:00') });
  });

  it('is silent while a bar stands that only a person can lift', () => {
    const state = report(giveAll(asked(withRest(9), asker('x'))).state, 'x', barred('all'));
    const answer = answerOf(asked(state, asker('a')), 'submissions', asker('a'), noon);
    expect(answer).toEqual({ granted: false, who: 'ops', why: expect.stringContaining('barred: all') });
  });
});

describe('a queue of thousands', () => {
  it('fits into what Temporal carries, and comes out as it went in', () => {
    const runId = '0198f2c4-7c53-7c8e-b6cf-0a4f5e1d2c3b';
    const waiting = Array.from({ length: mostWaiting }, (_, index) => ({
      ...asker(`wx${String(index).padStart(16, '0')}`, 'bulk', { rolloutId: 'rollout-2026-11-spring' }),
      claim: { workflowId: `code-release:wx${String(index).padStart(16, '0')}`, runId },
      at: noon,
    }));
    const state = withRest(0);
    const full = { ...state, quotas: { ...state.quotas, submissions: { ...state.quotas.submissions, waiting } } };
    expect(JSON.stringify(carried(full)).length).toBeLessThan(1.5 * 1024 * 1024);
    expect(unpacked(carried(full))).toEqual(full);
    const more = requested(full, 'submissions', asker('more'), noon);
    expect(answerOf(more, 'submissions', asker('more'), noon)).toMatchObject({
      granted: false,
      why: expect.stringContaining('full'),
    });
  });
});
