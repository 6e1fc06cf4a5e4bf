import type { Request } from './actions.ts';
import type { Link } from './progress.ts';
import type { RegistrationTask } from './registration.ts';
import type { ConversionPlan } from './trial-conversion.ts';

/** Durations in milliseconds; the defaults are WeChat's real ones. */
export type TrialTimings = {
  /** How long the user has to confirm: 24 h. */
  readonly window: number;
  /** How often the new account is looked for among all while no push comes. */
  readonly poll: number;
  /** How long before the end of the window to remind. */
  readonly remind: number;
  /** How long after the end of the window its push may still come. */
  readonly grace: number;
  /** How long the event `authorized` of the new trial may take. */
  readonly authorization: number;
  /** How long a trial lives unless it is made formal: 14 days. */
  readonly trial: number;
};

export const trialTimings: TrialTimings = {
  window: 24 * 3_600_000,
  poll: 30 * 60_000,
  remind: 4 * 3_600_000,
  grace: 5 * 60_000,
  authorization: 15 * 60_000,
  trial: 14 * 24 * 3_600_000,
};

export type TrialRegistrationInput = {
  /** Without the ending that WeChat adds. */
  readonly name: string;
  /** The pointer that all trials of this name bear. */
  readonly namePointer: string;
  /** Of the WeChat user who will be its admin, in an app of ours that is bound to the platform's open account. */
  readonly openid: string;
  readonly merchantId?: string;
  readonly links: readonly Link[];
  /** With it, the conversion of the trial is begun as soon as it is there, and reminds of its end. */
  readonly conversion?: ConversionPlan;
  readonly timings: TrialTimings;
  readonly request: Request;
};

/** How the registration of a trial ended. `unusedTask`: a lost answer may have left a request whose link nobody has. */
export type TrialRegistrationOutcome =
  | {
      readonly kind: 'registered';
      readonly appid: string;
      readonly authorized: boolean;
      /** When WeChat reclaims it unless it is made formal, ISO 8601. */
      readonly trialUntil: string;
      /** The id of the conversion that was begun. */
      readonly conversion?: string;
      readonly note?: string;
      readonly unusedTask?: boolean;
    }
  | { readonly kind: 'expired'; readonly note: string; readonly unusedTask?: boolean }
  | {
      readonly kind: 'rejected';
      readonly status?: number;
      readonly errcode?: number;
      readonly rid?: string;
      readonly note: string;
      readonly hintZh?: string;
      readonly unusedTask?: boolean;
    }
  | {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly why?: string;
      readonly unusedTask?: boolean;
      /** The request that still runs at WeChat: its link works until its window ends. */
      readonly runningTask?: RegistrationTask;
      /** The trial that WeChat has made all the same, and when it reclaims it, ISO 8601. */
      readonly appid?: string;
      readonly trialUntil?: string;
    };
