import type { MerchantState, Pace, Resubmission, StateCounts, WaveReport } from '../../messages/fleet-rollout.ts';
import type { RunRef } from '../../messages/following.ts';
import type { Target, WaveMerchant } from '../../messages/rollout-wave.ts';
import { final } from '../fleet-rollout/gate.ts';
import { groupsOf, keyOf } from '../fleet-rollout/reasons.ts';

/** The merchants of a wave's child, in the order in which they are begun. */
export type Wave = { readonly merchants: ReadonlyMap<string, WaveMerchant> };

export const newWave = (targets: readonly Target[], now: number): Wave => ({
  merchants: new Map(targets.map((target) => [target.appid, { ...target, state: 'waiting', since: now }])),
});

/** What is known anew of one merchant; a state that it did not have before begins now. */
export const moved = (
  wave: Wave,
  appid: string,
  change: Partial<Omit<WaveMerchant, 'appid' | 'since'>>,
  now: number,
): Wave => {
  const before = wave.merchants.get(appid);
  if (!before) return wave;
  const since = change.state === undefined || change.state === before.state ? before.since : now;
  return { merchants: new Map(wave.merchants).set(appid, { ...before, ...change, since }) };
};

/** WeChat refuses the host of a release's call, or takes it again. */
export const atHost = (wave: Wave, appid: string, what: string | undefined): Wave => {
  const merchant = wave.merchants.get(appid);
  if (!merchant || final.includes(merchant.state)) return wave;
  const { hostRefused, ...rest } = merchant;
  return { merchants: new Map(wave.merchants).set(appid, { ...rest, ...(what ? { hostRefused: what } : {}) }) };
};

/** How a release ended, as the wave sees it. */
export const ended = (wave: Wave, appid: string, outcome: Outcome, now: number): Wave => {
  const before = wave.merchants.get(appid);
  if (!before) return wave;
  const { attention, delayed, hostRefused, reason, ...rest } = before;
  const merchants = new Map(wave.merchants).set(appid, { ...rest, ...endOf(outcome), since: now });
  return { merchants };
};

/** The outcome of a release, of a rollback or of a preflight, or of a workflow that came to none. */
export type Outcome = { readonly kind: string; readonly [more: string]: unknown };

/** How a rollback ended: who was not rolled back is live as before, and it shows why. */
export const rolledBack = (wave: Wave, appid: string, outcome: Outcome, now: number): Wave =>
  outcome.kind === 'rolled-back'
    ? moved(wave, appid, { state: 'rolled-back' }, now)
    : moved(wave, appid, { state: 'live', reason: `Not rolled back: ${wordsOf(outcome)}` }, now);

const wordsOf = (outcome: Outcome): string =>
  String([outcome.reason, outcome.note, outcome.why].find((word) => typeof word === 'string') ?? outcome.kind);

const endOf = (outcome: Outcome): Pick<WaveMerchant, 'state' | 'reason' | 'warnings' | 'extHash'> => {
  const because = (state: MerchantState) => ({ state, reason: wordsOf(outcome) });
  switch (outcome.kind) {
    case 'released':
      return { state: 'live' };
    case 'already-live':
      return { state: 'already-live' };
    case 'fit':
      return { state: 'fit', ...seenOf(outcome) };
    case 'unfit':
      return { ...because('unfit'), ...seenOf(outcome) };
    case 'rejected':
    case 'withdrawn':
    case 'cancelled':
      return because(outcome.kind);
    default:
      return because('failed');
  }
};

/** What a rehearsal saw beside that. */
const seenOf = ({ warnings, extHash }: Outcome) => ({
  ...(Array.isArray(warnings) && warnings.length > 0 ? { warnings: warnings.map(String) } : {}),
  ...(typeof extHash === 'string' ? { extHash } : {}),
});

/** What a look at the running releases found: who is past its commit, and who waits for a person. */
export type Look = {
  readonly past: readonly string[];
  readonly stuck: Readonly<Record<string, Exclude<WaveMerchant['attention'], undefined>>>;
};

export const looked = (wave: Wave, { past, stuck }: Look, now: number): Wave => {
  const merchants = new Map(wave.merchants);
  for (const [appid, merchant] of wave.merchants) {
    if (merchant.state !== 'preparing' && merchant.state !== 'under-way') continue;
    const { attention: before, ...rest } = merchant;
    const attention = stuck[appid];
    const isPast = merchant.state === 'preparing' && past.includes(appid);
    merchants.set(appid, {
      ...rest,
      ...(attention ? { attention } : {}),
      ...(isPast ? { state: 'under-way', since: now } : {}),
    });
  }
  return { merchants };
};

/** Who holds a place: begun, not past its commit, not waiting for a person, and not for so many milliseconds. */
export const placesOf = (wave: Wave, now: number, slot: number): readonly WaveMerchant[] =>
  inState(wave, 'preparing').filter(({ attention, since }) => !attention && now - since < slot);

/** Whom to begin now: as many as places and the minute allow. */
export const nextOf = (
  wave: Wave,
  { window, perMinute }: Pace,
  { now, slot, begun }: { readonly now: number; readonly slot: number; readonly begun: readonly number[] },
): readonly WaveMerchant[] => {
  const places = Math.max(window - placesOf(wave, now, slot).length, 0);
  const minute = perMinute === undefined ? places : Math.max(perMinute - inLastMinute(begun, now).length, 0);
  return inState(wave, 'waiting').slice(0, Math.min(places, minute));
};

/** When who was begun lets another be begun, by the minute. */
export const inLastMinute = (begun: readonly number[], now: number): readonly number[] =>
  begun.filter((at) => now - at < 60_000);

/** A rejected group waits again, with what was mended; who passed stays as it is. */
export const resubmitted = (wave: Wave, { key, release }: Resubmission, now: number): Wave => {
  const merchants = new Map(wave.merchants);
  for (const merchant of inState(wave, 'rejected')) {
    if (keyOf(merchant.reason ?? '') !== key) continue;
    const { reason, run, ...rest } = merchant;
    merchants.set(merchant.appid, {
      ...rest,
      state: 'waiting',
      since: now,
      release: { ...merchant.release, ...release },
    });
  }
  return { merchants };
};

/** Nobody else is begun. */
export const left = (wave: Wave, now: number): Wave => {
  const merchants = new Map(wave.merchants);
  for (const merchant of wave.merchants.values()) {
    if (merchant.state === 'waiting' || merchant.state === 'busy') {
      merchants.set(merchant.appid, { ...merchant, state: 'left', since: now });
    }
  }
  return { merchants };
};

export const inState = (wave: Wave, ...states: readonly MerchantState[]): readonly WaveMerchant[] =>
  [...wave.merchants.values()].filter(({ state }) => states.includes(state));

export const isOver = (wave: Wave): boolean => [...wave.merchants.values()].every(({ state }) => final.includes(state));

/** What the rollout is told. */
export const reportOf = (wave: Wave, number: number, part: number): WaveReport => {
  const counts: Partial<Record<MerchantState, number>> = {};
  const merchants = [...wave.merchants.values()];
  for (const { state } of merchants) counts[state] = (counts[state] ?? 0) + 1;
  const open = inState(wave, 'preparing', 'under-way');
  const hostRefused = open.find((merchant) => merchant.hostRefused)?.hostRefused;
  const reasoned = merchants.flatMap(({ appid, state, reason }) => (reason ? [{ appid, state, reason }] : []));
  return {
    wave: number,
    part,
    total: merchants.length,
    counts: counts satisfies StateCounts,
    stuck: open.filter(({ attention }) => attention === 'provider' || attention === 'ops').length,
    withMerchant: open.filter(({ attention }) => attention === 'merchant').length,
    delayed: open.filter(({ delayed }) => delayed).length,
    groups: groupsOf(reasoned),
    ...(hostRefused ? { hostRefused } : {}),
  };
};

/** The runs of those whose release is open. */
export const openRuns = (wave: Wave): readonly RunRef[] =>
  inState(wave, 'preparing', 'under-way', 'rolling-back').flatMap(({ run }) => (run ? [run] : []));
