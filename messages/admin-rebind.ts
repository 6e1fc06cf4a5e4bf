import type { Request } from './actions.ts';
import { type ConsentTimings, consentTimings } from './consent.ts';
import type { Rejected } from './registration.ts';

/** Durations in milliseconds. */
export type AdminRebindTimings = ConsentTimings & {
  /** How often the account is looked at while it lacks the permission set. */
  readonly poll: number;
  /** How long after a lost answer to send the task again: it works once. */
  readonly lookUpAfter: number;
};

export const adminRebindTimings: AdminRebindTimings = { ...consentTimings, poll: 3_600_000, lookUpAfter: 10_000 };

export type AdminRebindInput = {
  readonly appid: string;
  /** The merchant's page. */
  readonly page: string;
  /** Our page from which the admins go to WeChat's. */
  readonly consent: string;
  readonly timings: AdminRebindTimings;
  readonly request: Request;
};

/** How a change of the admin ended; `confirmed: false`: the answer was lost, and then WeChat called the task used. */
export type AdminRebindOutcome =
  | { readonly kind: 'rebound'; readonly confirmed: boolean; readonly note?: string }
  | { readonly kind: 'expired'; readonly note: string }
  | Rejected
  | {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly why?: string;
      /** The call was under way, or its answer was lost: see in the console who the admin is. */
      readonly maybeRebound?: true;
    };
