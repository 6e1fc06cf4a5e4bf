import { defineSignal } from '@temporalio/workflow';
import type { LeaseClaim } from './authorizer.ts';

/** How often trials may be verified over the whole platform; durations in milliseconds. */
export type ConversionLimits = {
  /** So many within `interval`. */
  readonly atOnce: number;
  readonly interval: number;
  /** So many from 00:00 to 24:00 (UTC+8). */
  readonly perDay: number;
};

/** WeChat's: 5 a minute and 100 a day. A turn is used some seconds after it was given, so the minute is a longer one. */
export const conversionLimits: ConversionLimits = { atOnce: 5, interval: 75_000, perDay: 100 };

/** The state of the entity `conversion-queue`, carried through continue-as-new. */
export type ConversionQueueState = {
  readonly waiting: readonly LeaseClaim[];
  /** When turns were given, in milliseconds since the epoch, the oldest first; those of the last two days. */
  readonly given: readonly number[];
};

export type ConversionQueueInput = {
  readonly state?: ConversionQueueState;
  readonly limits: ConversionLimits;
  /** How many events a run may have before the entity continues as new; 1,500 unless told. */
  readonly historyLimit?: number;
};

/** A conversion asks for its turn; `turnGiven` answers it. */
export const turnRequested = defineSignal<[{ readonly claim: LeaseClaim }]>('turnRequested');
/** To the conversion: when its turn will come as things stand, in milliseconds since the epoch. */
export const turnExpected = defineSignal<[{ readonly at: number }]>('turnExpected');
/** To the conversion: make the call now. */
export const turnGiven = defineSignal('turnGiven');
