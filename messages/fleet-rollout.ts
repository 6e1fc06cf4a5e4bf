import { defineQuery, defineUpdate } from '@temporalio/workflow';
import { actionUpdate, type Request } from './actions.ts';
import type { SubmissionStop } from './audit-quota.ts';
import type { CodeReleaseInput, ReleaseSteering } from './code-release.ts';
import type { CarriedProcess } from './progress.ts';
import type { WindowsChange } from './time-window.ts';

/** A wave holds its merchants in children of at most so many: one history stays small, and none needs to continue as new. */
export const waveLimit = 500;

/** How many merchants a wave has: so many, a share of all targets in percent, or whoever is left. */
export type WaveSize = { readonly merchants: number } | { readonly percent: number } | { readonly rest: true };

/** What of a wave must hold before the next begins; shares from 0 to 1. */
export type Gate = {
  /** The share of the wave whose fate is known before the gate is judged. */
  readonly decided: number;
  /** More unfit, failed or stuck merchants than this share halt the rollout. */
  readonly failures: number;
  /** More rejected audits than this share halt it. */
  readonly rejections: number;
  /** More audits that WeChat delays (审核延后) than this share halt it. */
  readonly delays: number;
};

/** The gate unless told otherwise. */
export const defaultGate: Gate = { decided: 0.8, failures: 0.1, rejections: 0.2, delays: 0.3 };

/** The waves unless told otherwise: five merchants, then 5 %, 25 %, and the rest. */
export const defaultWaves: readonly WaveSize[] = [{ merchants: 5 }, { percent: 5 }, { percent: 25 }, { rest: true }];

/** How fast merchants are begun. */
export type Pace = {
  /** Merchants at the same time between their start and their commit; later ones hold no place. */
  readonly window: number;
  /** Merchants begun in a minute, at most. */
  readonly perMinute?: number;
};

/** How a rollout has its waves go on. */
export type Steering = ReleaseSteering & { readonly pace: Pace };

/** The pace unless told otherwise. */
export const defaultPace: Pace = { window: 32 };

/** Which merchants' accounts: named one by one, by their tags, or by a list filter of Temporal over the accounts. */
export type RolloutTarget =
  | { readonly kind: 'appids'; readonly appids: readonly string[] }
  | { readonly kind: 'tags'; readonly all: readonly string[]; readonly none: readonly string[] }
  | { readonly kind: 'query'; readonly query: string };

/** Durations in milliseconds. */
export type RolloutTimings = {
  /** How often a wave looks at its releases while some of them hold a place. */
  readonly look: number;
  /** How often it looks once none does. */
  readonly idleLook: number;
  /** After so long a release that neither committed nor ended gives its place away. */
  readonly slot: number;
  /** How often at most a wave reports what is new. */
  readonly report: number;
  /** How long after the last merchant is live waves can still be rolled back, before the rollout ends by itself. */
  readonly watch: number;
  /** How long it waits for a person where some were rejected or failed, before it ends by itself. */
  readonly decide: number;
  /** How often it is asked when the last of its submissions is expected, and what stops them. */
  readonly forecast: number;
};

/** The durations for WeChat's real pace. */
export const rolloutTimings: RolloutTimings = {
  look: 3_000,
  idleLook: 60_000,
  slot: 10 * 60_000,
  report: 5_000,
  watch: 24 * 3_600_000,
  decide: 30 * 24 * 3_600_000,
  forecast: 60_000,
};

/** The release that every merchant gets; what is its own comes from its variables and its layer of the ext.json. */
export type RolloutRelease = Omit<CodeReleaseInput, 'appid' | 'request' | 'rolloutId'>;

/** How one merchant of a rollout can stand. */
export const merchantStates = [
  // Not begun yet.
  'waiting',
  // Another process has its code: it comes again when that has ended.
  'busy',
  // Begun, and not committed yet.
  'preparing',
  // Committed: detection, submission, audit, release.
  'under-way',
  'live',
  // It ran this very version before: nothing was done.
  'already-live',
  'rejected',
  'withdrawn',
  // Something of the account stands in the way.
  'unfit',
  'failed',
  'cancelled',
  // The rollout ended before it was begun.
  'left',
  // Of a rehearsal: nothing stands in its way.
  'fit',
  'rolling-back',
  'rolled-back',
] as const;
export type MerchantState = (typeof merchantStates)[number];

/** How many merchants are in each state. */
export type StateCounts = Readonly<Partial<Record<MerchantState, number>>>;

/** Merchants whose releases ended, or stand still, for one reason. */
export type ReasonGroup = {
  readonly state: MerchantState;
  /** What merchants of this group share: the reason without what is each one's own. */
  readonly key: string;
  /** The reason of the first, as it came. */
  readonly reason: string;
  readonly count: number;
  /** Some of them. */
  readonly appids: readonly string[];
};

/** What a wave's child tells the rollout. */
export type WaveReport = {
  readonly wave: number;
  readonly part: number;
  readonly total: number;
  readonly counts: StateCounts;
  /** Of those under way: how many wait for ops or the provider, and how many audits WeChat delays. */
  readonly stuck: number;
  readonly delayed: number;
  /** How many of them wait for their merchant; waves of an older worker don't tell. */
  readonly withMerchant?: number;
  readonly groups: readonly ReasonGroup[];
  /** WeChat refuses a host that made calls for those under way: what is to be done. */
  readonly hostRefused?: string;
};

export type FleetRolloutInput = {
  readonly rolloutId: string;
  readonly target: RolloutTarget;
  readonly release: RolloutRelease;
  readonly waves: readonly WaveSize[];
  readonly gate: Gate;
  readonly pace: Pace;
  /** Only previews and preflights of all; nothing is sent. */
  readonly rehearsal: boolean;
  /** Release also to those that run this very version already. */
  readonly again?: boolean;
  readonly timings: RolloutTimings;
  readonly request: Request;
  /** What the run before knew, where this one continues it. */
  readonly carried?: { readonly process: CarriedProcess; readonly board: RolloutBoard };
  /** How many events a run may have before the rollout continues as new; 1,500 unless told. */
  readonly historyLimit?: number;
};

/** A part of a wave: how many, and who, as `lineOf` writes them, until it is begun: its child knows them then. */
export type RolloutPart = { readonly total: number; readonly targets: readonly string[] };

/** A part that was begun: what it reported last, and in which run it is. */
export type BegunPart = WaveReport & { readonly runId?: string; readonly lost?: true };

/** What a rollout knows: its waves, what they reported, and what people said. */
export type RolloutBoard = {
  /** The parts of each wave. */
  readonly waves: readonly (readonly RolloutPart[])[];
  /** What is known of the parts that were begun, in their order. */
  readonly begun: readonly BegunPart[];
  readonly steering: Steering;
  /** The waves behind whose gate somebody let the rollout go on all the same. */
  readonly passed: readonly number[];
  readonly aborted: boolean;
  /** Somebody ended it as it stands. */
  readonly finished: boolean;
  readonly forecast?: Forecast;
};

/**
 * Of a rollout's submissions that wait for their turn: about how many do (told anew once they have doubled or halved), the day
 * of the last in China, where it can be told, and what stops some of them.
 */
export type Forecast = {
  readonly waiting: number;
  readonly lastSubmissionOn?: string;
  readonly stops?: readonly SubmissionStop[];
};

/** How a rollout ended: how many merchants are in each state, and why those that are not live are not. */
export type FleetRolloutOutcome = {
  readonly kind: 'rolled-out' | 'rehearsed' | 'aborted' | 'cancelled';
  readonly counts: StateCounts;
  readonly groups: readonly ReasonGroup[];
  readonly by?: string;
  readonly why?: string;
};

/** How many merchants are in each state, and why those that are not live are not. */
export type RolloutView = Pick<FleetRolloutOutcome, 'counts' | 'groups'> & {
  readonly forecast?: Forecast;
  readonly hostRefused?: string;
};
export const rolloutView = defineQuery<RolloutView>('rolloutView');

/** Begin no more merchants; releases that were begun pass neither their submission nor their release. */
export const pauseRollout = actionUpdate('pause');
/** Go on after a pause, or through a gate that halted. */
export const resumeRollout = actionUpdate('resume');
/** End the rollout: what is not begun is left, what is under way is ended; `undo` also withdraws audits. */
export const abortRollout = defineUpdate<void, [Request & { readonly undo: boolean }], 'abort'>('abort');
/** End a rollout whose merchants are all decided, as they stand. */
export const finishRollout = actionUpdate('finish');
/** Change the pace. */
export const changePace = defineUpdate<void, [Request & Pace], 'pace'>('pace');
/** Change when its merchants may be submitted and go online. */
export const changeRolloutWindows = defineUpdate<void, [Request & WindowsChange], 'windows'>('windows');
/** Submit a group of rejected merchants again, with what was mended. */
export const resubmitGroup = defineUpdate<void, [Request & Resubmission], 'resubmit'>('resubmit');
/** Roll back every merchant of a wave to the version it ran before. */
export const rollBackWave = defineUpdate<void, [Request & { readonly wave: number }], 'rollBack'>('rollBack');

/** Which group goes again, and what of the release is another now. */
export type Resubmission = { readonly key: string; readonly release: Partial<RolloutRelease> };
