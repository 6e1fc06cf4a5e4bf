import type { Request } from './actions.ts';
import { type ConsentTimings, consentTimings } from './consent.ts';
import type { Rejected } from './registration.ts';

/** Durations in milliseconds. */
export type SubjectReuseTimings = ConsentTimings & {
  /** How often the official account is looked at while it may not register yet. */
  readonly poll: number;
  /** How long after a lost answer to look what became of it: WeChat takes a ticket for invalid within 5 s. */
  readonly lookUpAfter: number;
  /** How long to look for an account that may have been made, before a person is asked. */
  readonly search: number;
};

export const subjectReuseTimings: SubjectReuseTimings = {
  ...consentTimings,
  poll: 3_600_000,
  lookUpAfter: 10_000,
  search: 10 * 60_000,
};

/** WeChat's monthly limit of an official account; a sole trader's (个体户) is 1. */
export const registrationsAMonth = 5;

export type OfficialAccountRegistrationInput = {
  /** The appid of the official account whose subject the mini program gets. */
  readonly officialAccount: string;
  /** Whether it gets the verification (微信认证) too; a government, media or other organisation must. */
  readonly copyVerification: boolean;
  readonly merchantId?: string;
  /** The merchant's page. */
  readonly page: string;
  /** Our page from which the admin goes to WeChat's. */
  readonly consent: string;
  readonly timings: SubjectReuseTimings;
  readonly request: Request;
};

/** How a registration ended; `maybeMade`: an answer was lost, and nobody knows whether an account was made. */
export type OfficialAccountRegistrationOutcome =
  | {
      readonly kind: 'registered';
      readonly appid: string;
      readonly authorized: boolean;
      /** Whether it got the verification (微信认证), and is linked with the official account, as far as WeChat said. */
      readonly verified?: boolean;
      readonly linked?: boolean;
      readonly note?: string;
    }
  | { readonly kind: 'expired'; readonly note: string; readonly maybeMade?: true }
  | (Rejected & { readonly maybeMade?: true })
  | {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly why?: string;
      readonly maybeMade?: true;
      /** The mini program that WeChat has made all the same. */
      readonly appid?: string;
    };
