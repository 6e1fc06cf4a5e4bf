import { describe, expect, it } from 'vitest';
import { defaultGate, defaultWaves, type StateCounts, type WaveReport } from '../../messages/fleet-rollout.ts';
import {
  aimed,
  type Board,
  began,
  countsOf,
  lost,
  newBoard,
  nextOf,
  reported,
  runs,
  steered,
} from '../../workflows/fleet-rollout/board.ts';
import { judge } from '../../workflows/fleet-rollout/gate.ts';
import { groupsOf, joined, keyOf } from '../../workflows/fleet-rollout/reasons.ts';
import { partsOf, wavesOf } from '../../workflows/fleet-rollout/waves.ts';

const fleet = (size: number) => Array.from({ length: size }, (_, index) => `wx${index}`);
const report = (counts: StateCounts, more: Partial<WaveReport> = {}): WaveReport => ({
  ...{ wave: 1, part: 1, counts, stuck: 0, delayed: 0, groups: [] },
  total: Object.values(counts).reduce((sum, count) => sum + count, 0),
  ...more,
});

describe('the waves of a rollout', () => {
  it('are five merchants, then 5 %, 25 % and the rest', () => {
    expect(wavesOf(fleet(1000), defaultWaves).map(({ length }) => length)).toEqual([5, 50, 250, 695]);
  });

  it('are fewer where a fleet is small, and none is empty', () => {
    expect(wavesOf(fleet(3), defaultWaves).map(({ length }) => length)).toEqual([3]);
    expect(wavesOf([], defaultWaves)).toEqual([]);
  });

  it('leave out whom no wave names', () => {
    expect(wavesOf(fleet(10), [{ merchants: 2 }, { percent: 30 }]).flat()).toHaveLength(5);
  });

  it('have parts of at most 500, in their order', () => {
    const parts = partsOf(fleet(1100));
    expect(parts.map(({ length }) => length)).toEqual([500, 500, 100]);
    expect(parts.flat()).toEqual(fleet(1100));
  });
});

describe('the gate behind a wave', () => {
  it('stays shut until the fate of enough is known', () => {
    expect(judge([report({ live: 7, 'under-way': 3 })], defaultGate)).toEqual({
      kind: 'waiting',
      decided: 7,
      total: 10,
    });
  });

  it('opens though some are stuck in audit', () => {
    expect(judge([report({ live: 98, 'under-way': 2 })], defaultGate)).toEqual({ kind: 'open' });
  });

  it('leaves out who waits for its merchant, and stays shut where all do', () => {
    const counts = { live: 4, 'under-way': 6 };
    expect(judge([report(counts, { withMerchant: 5 })], defaultGate)).toEqual({ kind: 'open' });
    expect(judge([report(counts, { withMerchant: 4 })], defaultGate)).toMatchObject({ kind: 'waiting', total: 6 });
    const all = report({ 'under-way': 5 }, { withMerchant: 5 });
    expect(judge([all], defaultGate)).toMatchObject({ kind: 'waiting', total: 0 });
  });

  it('opens where all ran this very version before', () => {
    expect(judge([report({ 'already-live': 10 })], defaultGate)).toEqual({ kind: 'open' });
  });

  it.each<[string, WaveReport, RegExp]>([
    ['rejections', report({ live: 7, rejected: 3 }), /^3 of 10 were rejected \(limit 20 %\)$/],
    ['failures', report({ live: 8, failed: 1, unfit: 1 }), /^2 of 10 failed or stand still \(limit 10 %\)$/],
    ['merchants that stand still', report({ live: 8, 'under-way': 2 }, { stuck: 2 }), /^2 of 10 failed/],
    ['delays', report({ live: 4, 'under-way': 6 }, { delayed: 4 }), /^4 of 8 are delayed/],
  ])('halts for too many %s', (_, wave, why) => {
    expect(judge([wave], defaultGate)).toEqual({ kind: 'halted', why: expect.stringMatching(why) });
  });

  it('halts as soon as too many of all are wrong, before the rest is known', () => {
    expect(judge([report({ rejected: 3, 'under-way': 7 })], defaultGate)).toMatchObject({ kind: 'halted' });
    expect(judge([report({ rejected: 1, 'under-way': 9 })], defaultGate)).toMatchObject({ kind: 'waiting' });
  });

  it('judges the parts of a wave as one', () => {
    const parts = [report({ live: 1, rejected: 9 }), report({ live: 90 }, { part: 2 })];
    expect(judge(parts, defaultGate)).toEqual({ kind: 'open' });
  });
});

describe('what a rollout does next', () => {
  const rules = { gate: defaultGate, rehearsal: false };
  const board = aimed(newBoard({ window: 8 }), [fleet(2), fleet(600)]);
  const pausing = (now: Board) => steered(now, (before) => ({ ...before, paused: true }));
  const canariesBegun = began(board, 1, 1);

  it('begins with the first wave', () => {
    expect(nextOf(board, rules)).toEqual({ do: 'begin', wave: 1, part: 1 });
  });

  it('keeps a pause from before its targets were known', () => {
    const paused = aimed(pausing(newBoard({ window: 8 })), [fleet(2)]);
    expect(nextOf(paused, rules)).toMatchObject({ do: 'wait' });
  });

  it('waits for the gate, then begins the next wave', () => {
    expect(nextOf(canariesBegun, rules)).toMatchObject({ do: 'wait' });
    expect(nextOf(reported(canariesBegun, report({ 'under-way': 2 })), rules)).toMatchObject({ do: 'wait' });
    expect(nextOf(reported(canariesBegun, report({ live: 2 })), rules)).toEqual({ do: 'begin', wave: 2, part: 1 });
  });

  it('halts at a shut gate until somebody lets it pass, or what was rejected passed', () => {
    const rejected = reported(canariesBegun, report({ live: 1, rejected: 1 }));
    expect(nextOf(rejected, rules)).toMatchObject({ do: 'halt', wave: 1 });
    expect(nextOf({ ...rejected, passed: [1] }, rules)).toMatchObject({ do: 'begin', wave: 2 });
    const again = reported(rejected, report({ live: 1, waiting: 1 }));
    expect(nextOf(again, rules)).toMatchObject({ do: 'wait' });
    expect(nextOf(reported(again, report({ live: 2 })), rules)).toMatchObject({ do: 'begin', wave: 2 });
  });

  it('begins nothing while it is paused', () => {
    expect(nextOf(pausing(board), rules)).toMatchObject({ do: 'wait' });
    expect(nextOf(pausing(reported(canariesBegun, report({ live: 2 }))), rules)).toMatchObject({
      do: 'wait',
    });
  });

  it('begins the next part of a wave once everyone of the part before is begun', () => {
    const second = began(reported(canariesBegun, report({ live: 2 })), 2, 1);
    expect(nextOf(second, rules)).toMatchObject({ do: 'wait' });
    const begun = reported(second, report({ 'under-way': 500 }, { wave: 2 }));
    expect(nextOf(begun, rules)).toEqual({ do: 'begin', wave: 2, part: 2 });
  });

  it('ends once all are decided, also those of a part that was terminated', () => {
    const all = began(began(reported(canariesBegun, report({ live: 2 })), 2, 1), 2, 2);
    const first = reported(all, report({ live: 499, rejected: 1 }, { wave: 2 }));
    expect(nextOf(first, rules)).toMatchObject({ do: 'wait' });
    const gone = lost(reported(first, report({ live: 40, 'under-way': 60 }, { wave: 2, part: 2 })), 2, 2);
    expect(nextOf(gone, rules)).toEqual({ do: 'end' });
    expect(gone.begun.at(-1)?.counts).toEqual({ live: 40, failed: 60 });
  });

  it('forgets who is in a part that was begun, and still counts everyone', () => {
    const begun = runs(began(canariesBegun, 2, 1), 2, 1, 'run-1');
    expect(begun.waves.map((parts) => parts.map(({ total, targets }) => [total, targets.length]))).toEqual([
      [[2, 0]],
      [
        [500, 0],
        [100, 100],
      ],
    ]);
    expect(countsOf(reported(begun, report({ live: 500 }, { wave: 2 })))).toEqual({ live: 500, waiting: 102 });
    expect(reported(begun, report({ live: 500 }, { wave: 2 })).begun.at(-1)).toMatchObject({ runId: 'run-1' });
  });

  it('numbers each word to its waves', () => {
    const { steering } = pausing(pausing(board));
    expect(steering).toMatchObject({ version: board.steering.version + 2, paused: true, pace: { window: 8 } });
  });

  it('heeds no gate in a rehearsal', () => {
    const unfit = reported(canariesBegun, report({ unfit: 2 }));
    expect(nextOf(unfit, { ...rules, rehearsal: true })).toEqual({ do: 'begin', wave: 2, part: 1 });
  });

  it('ends an aborted rollout without beginning anybody', () => {
    expect(nextOf({ ...board, aborted: true }, rules)).toEqual({ do: 'end' });
  });
});

describe('reasons', () => {
  it('are the same where only names, numbers and marks differ', () => {
    const one = keyOf('1:小程序“甲咖啡”内容不符合规则:<br>(1):appid wx0123456789 截图 20261123');
    const other = keyOf('1:小程序“乙书店”内容不符合规则:<br><br>(1):appid wx9876543210 截图 20261124');
    expect(one).toBe(other);
    expect(keyOf('类目不符')).not.toBe(one);
  });

  it('group merchants, the largest group first, and name some of each', () => {
    const rejected = Array.from({ length: 7 }, (_, index) => ({
      ...{ appid: `wx${index}`, state: 'rejected' as const },
      reason: `账号信息不合规范 ${1000 + index}`,
    }));
    const [largest, other] = groupsOf([{ appid: 'wx9', state: 'failed', reason: 'x' }, ...rejected]);
    expect(largest).toMatchObject({ state: 'rejected', count: 7, reason: '账号信息不合规范 1000' });
    expect(largest?.appids).toEqual(['wx0', 'wx1', 'wx2', 'wx3', 'wx4']);
    expect(other).toMatchObject({ state: 'failed', count: 1 });
  });

  it('of several waves are one group', () => {
    const wave = groupsOf([{ appid: 'a', state: 'rejected', reason: '类目不符' }]);
    const next = groupsOf([{ appid: 'b', state: 'rejected', reason: '类目不符' }]);
    expect(joined([wave, next])).toEqual([{ ...wave[0], count: 2, appids: ['a', 'b'] }]);
  });
});
