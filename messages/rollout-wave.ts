import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Request } from './actions.ts';
import type {
  MerchantState,
  Resubmission,
  RolloutRelease,
  RolloutTimings,
  Steering,
  WaveReport,
} from './fleet-rollout.ts';
import type { RunRef } from './following.ts';
import type { Attention } from './progress.ts';

/** Which part of which rollout's wave; it marks a wave's releases in lists. */
export const waveMark = (rolloutId: string, wave: number, part: number): string => `${rolloutId}/${wave}.${part}`;

/** An account that a rollout is for, and whose it is. */
export type Target = { readonly appid: string; readonly merchantId?: string };

/** A target in one line, so that a rollout of 20,000 fits into one payload. */
export const lineOf = ({ appid, merchantId }: Target): string => (merchantId ? `${appid} ${merchantId}` : appid);

/** The target of a line. */
export const targetOf = (line: string): Target => {
  const [appid = '', merchantId] = line.split(' ');
  return { appid, ...(merchantId ? { merchantId } : {}) };
};

/** How one merchant of a wave stands; times are in milliseconds since the epoch. */
export type WaveMerchant = Target & {
  readonly state: MerchantState;
  readonly since: number;
  /** The process that does it. */
  readonly run?: RunRef;
  /** Who must act on it, where somebody must. */
  readonly attention?: Exclude<Attention, 'none'>;
  /** WeChat delays its audit (审核延后). */
  readonly delayed?: true;
  /** WeChat refused the host that made its call: what is to be done. */
  readonly hostRefused?: string;
  /** Why it ended as it did. */
  readonly reason?: string;
  /** Of a rehearsal: what may go wrong. */
  readonly warnings?: readonly string[];
  /** Of a rehearsal: the hash of the ext.json that it would get. */
  readonly extHash?: string;
  /** What is another for it than for the rest, after a resubmission. */
  readonly release?: Partial<RolloutRelease>;
};

export type RolloutWaveInput = {
  readonly rolloutId: string;
  readonly wave: number;
  readonly part: number;
  readonly merchants: readonly Target[];
  readonly release: RolloutRelease;
  readonly steering: Steering;
  readonly rehearsal: boolean;
  /** Release also to those that run this very version already. */
  readonly again?: boolean;
  readonly timings: RolloutTimings;
  readonly request: Request;
};

/** How a wave's child ended: its last word to the rollout. */
export type RolloutWaveResult = { readonly report: WaveReport; readonly merchants: readonly WaveMerchant[] };

/** All merchants of a wave's child. */
export const waveMerchants = defineQuery<readonly WaveMerchant[]>('waveMerchants');

/** To a wave: how it goes on; an older version of it says nothing new. */
export const waveSteered = defineSignal<[Steering]>('waveSteered');
/** To a wave: begin nobody more and end what is under way, with or without withdrawing audits. */
export const waveAborted = defineSignal<[{ readonly undo: boolean; readonly request: Request }]>('waveAborted');
/** To a wave: this group goes again. */
export const groupResubmitted = defineSignal<[Resubmission & { readonly request: Request }]>('groupResubmitted');
/** To a wave: roll back whoever it brought online. */
export const waveRolledBack = defineSignal<[{ readonly request: Request }]>('waveRolledBack');

/** To a wave: the rollout is over, and nobody will be submitted again or rolled back. */
export const waveClosed = defineSignal('waveClosed');

/** To the rollout: how a wave stands. */
export const waveReported = defineSignal<[WaveReport]>('waveReported');
/** From a release to its wave: WeChat delays its audit. */
export const auditDelayed = defineSignal<[{ readonly appid: string }]>('auditDelayed');
/** From a release to its wave: what is to be done where WeChat refused the host of its call; nothing once it came through. */
export const hostRefused = defineSignal<[{ readonly appid: string; readonly what?: string }]>('hostRefused');
