import type { Request } from './actions.ts';

/** Durations in milliseconds; the defaults are for WeChat's real pace. */
export type RollbackTimings = {
  /** How often a staged release that is in the way is asked for. */
  readonly grayPoll: number;
  /** How long after a call whose answer was lost it is looked up. */
  readonly lookUpAfter: number;
  /** How often the online version is read back. */
  readonly readBackPoll: number;
  /** How long it may take until it is another, before ops are asked. */
  readonly readBackWindow: number;
};

export const rollbackTimings: RollbackTimings = {
  grayPoll: 10 * 60_000,
  lookUpAfter: 20_000,
  readBackPoll: 5_000,
  readBackWindow: 5 * 60_000,
};

/** The version to go back to: by WeChat's own number of it, or by what users saw, then the newest of that name. */
export type RollbackTarget = { readonly appVersion: number } | { readonly userVersion: string };

export type CodeRollbackInput = {
  readonly appid: string;
  readonly to: RollbackTarget;
  readonly timings: RollbackTimings;
  readonly request: Request;
};

/** How a rollback ended. `from` is what users saw before. */
export type CodeRollbackOutcome =
  | {
      readonly kind: 'rolled-back';
      readonly userVersion: string;
      readonly appVersion: number;
      readonly from: string;
      /** ISO 8601. */
      readonly at: string;
    }
  | { readonly kind: 'already-online'; readonly userVersion: string }
  /** WeChat keeps no such version, or nothing leads back from the online one. */
  | { readonly kind: 'refused'; readonly note: string }
  | { readonly kind: 'cancelled'; readonly by: string; readonly why?: string; readonly note?: string };
