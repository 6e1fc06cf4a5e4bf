import { describe, expect, it } from 'vitest';
import type { StateCounts, WaveReport } from '../../messages/fleet-rollout.ts';
import type { WaveMerchant } from '../../messages/rollout-wave.ts';
import { isNews } from '../../workflows/rollout-wave/reporting.ts';
import * as waves from '../../workflows/rollout-wave/state.ts';

const start = Date.parse('2026-11-23T02:00:00Z');
const slot = 600_000;
const wave = waves.newWave([{ appid: 'a' }, { appid: 'b' }, { appid: 'c' }, { appid: 'd' }], start);
const states = (now: waves.Wave) => [...now.merchants.values()].map(({ state }) => state);
const next = (now: waves.Wave, window: number, more: { perMinute?: number; begun?: number[]; at?: number } = {}) =>
  waves
    .nextOf(
      now,
      { window, ...(more.perMinute === undefined ? {} : { perMinute: more.perMinute }) },
      { now: more.at ?? start, slot, begun: more.begun ?? [] },
    )
    .map(({ appid }) => appid);
const preparing = (now: waves.Wave, ...appids: string[]) =>
  appids.reduce((each, appid) => waves.moved(each, appid, { state: 'preparing' }, start), now);

describe('whom a wave begins', () => {
  it('is as many as there are places', () => {
    expect(next(wave, 3)).toEqual(['a', 'b', 'c']);
    expect(next(preparing(wave, 'a', 'b'), 3)).toEqual(['c']);
    expect(next(preparing(wave, 'a', 'b'), 1)).toEqual([]);
  });

  it('is the next as soon as one is past its commit, has ended or waits for a person', () => {
    const full = preparing(wave, 'a', 'b');
    expect(next(waves.looked(full, { past: ['a'], stuck: {} }, start), 2)).toEqual(['c']);
    expect(next(waves.looked(full, { past: [], stuck: { b: 'merchant' } }, start), 2)).toEqual(['c']);
    expect(next(waves.ended(full, 'a', { kind: 'rejected', reason: 'x' }, start), 2)).toEqual(['c']);
  });

  it('is the next where one holds its place too long', () => {
    expect(next(preparing(wave, 'a', 'b'), 2, { at: start + slot })).toEqual(['c', 'd']);
  });

  it('is no more than the minute allows', () => {
    expect(next(wave, 4, { perMinute: 3, begun: [start - 59_000, start - 61_000] })).toEqual(['a', 'b']);
  });
});

describe('the merchants of a wave', () => {
  it.each([
    [{ kind: 'released', userVersion: '1.0.0' }, { state: 'live' }],
    [{ kind: 'already-live' }, { state: 'already-live' }],
    [
      { kind: 'rejected', reason: '类目不符' },
      { state: 'rejected', reason: '类目不符' },
    ],
    [
      { kind: 'withdrawn', note: 'The audit was withdrawn.' },
      { state: 'withdrawn', reason: 'The audit was withdrawn.' },
    ],
    [
      { kind: 'cancelled', by: 'li', why: 'no' },
      { state: 'cancelled', reason: 'no' },
    ],
    [
      { kind: 'failed', note: 'The process was terminated.' },
      { state: 'failed', reason: 'The process was terminated.' },
    ],
    [{ kind: 'something-new' }, { state: 'failed', reason: 'something-new' }],
  ])('end as their release did: %j', (outcome, standing) => {
    expect(waves.ended(wave, 'a', outcome, start).merchants.get('a')).toMatchObject(standing);
  });

  it('stand still no longer once a look does not find them waiting', () => {
    const stuck = waves.looked(preparing(wave, 'a'), { past: [], stuck: { a: 'ops' } }, start);
    expect(waves.reportOf(stuck, 1, 1)).toMatchObject({ stuck: 1 });
    expect(waves.reportOf(waves.looked(stuck, { past: [], stuck: {} }, start), 1, 1)).toMatchObject({ stuck: 0 });
  });

  it('are told apart by who they wait for', () => {
    const waiting = waves.looked(preparing(wave, 'a'), { past: [], stuck: { a: 'merchant' } }, start);
    expect(waves.reportOf(waiting, 1, 1)).toMatchObject({ stuck: 0, withMerchant: 1 });
  });

  it('of a group go again with what was mended, and nobody else', () => {
    const end = (now: waves.Wave, appid: string, reason: string) =>
      waves.ended(now, appid, { kind: 'rejected', reason }, start);
    const rejected = end(end(end(wave, 'a', '截图 1001 不符'), 'b', '截图 2002 不符'), 'c', '类目不符');
    const { groups } = waves.reportOf(waves.ended(rejected, 'd', { kind: 'released' }, start), 1, 1);
    expect(groups.map(({ count }) => count)).toEqual([2, 1]);
    const again = waves.resubmitted(rejected, { key: groups[0]?.key ?? '', release: { templateId: 7 } }, start);
    expect(states(again)).toEqual(['waiting', 'waiting', 'rejected', 'waiting']);
    expect(again.merchants.get('a')).toEqual({
      ...(wave.merchants.get('a') as WaveMerchant),
      release: { templateId: 7 },
    });
    expect(again.merchants.get('d')).not.toHaveProperty('release');
  });

  it('that were not begun are left, and the rest ends as it does', () => {
    const now = waves.moved(preparing(wave, 'a'), 'b', { state: 'busy' }, start);
    expect(states(waves.left(now, start))).toEqual(['preparing', 'left', 'left', 'left']);
    expect(waves.isOver(waves.left(now, start))).toBe(false);
  });

  it('that could not be rolled back are live as before, and say why', () => {
    const live = waves.ended(wave, 'a', { kind: 'released' }, start);
    expect(waves.rolledBack(live, 'a', { kind: 'rolled-back' }, start).merchants.get('a')).toMatchObject({
      state: 'rolled-back',
    });
    expect(waves.rolledBack(live, 'a', { kind: 'refused', note: '87012' }, start).merchants.get('a')).toMatchObject({
      ...{ state: 'live', reason: 'Not rolled back: 87012' },
    });
  });
});

describe('what a wave reports at once', () => {
  const of = (counts: StateCounts, more: Partial<WaveReport> = {}): WaveReport => ({
    ...{ wave: 1, part: 1, total: 500, counts, stuck: 0, delayed: 0, groups: [] },
    ...more,
  });

  it.each<[string, WaveReport, WaveReport, boolean]>([
    ['that everyone is begun', of({ waiting: 1, live: 499 }), of({ preparing: 1, live: 499 }), true],
    ['that everyone is decided', of({ 'under-way': 1, live: 499 }), of({ rejected: 1, live: 499 }), true],
    ['that one who stood still has ended', of({ live: 499 }, { stuck: 1 }), of({ live: 499, cancelled: 1 }), true],
    ['that many ended', of({ 'under-way': 500 }), of({ 'under-way': 490, live: 10 }), true],
    ['that many stand still', of({ 'under-way': 500 }), of({ 'under-way': 500 }, { stuck: 10 }), true],
    [
      'that many wait for their merchants',
      of({ 'under-way': 500 }),
      of({ 'under-way': 500 }, { withMerchant: 10 }),
      true,
    ],
    ['no single end among many', of({ 'under-way': 500 }), of({ 'under-way': 499, live: 1 }), false],
  ])('is %s', (_, before, now, expected) => {
    expect(isNews(before, now)).toBe(expected);
  });
});
