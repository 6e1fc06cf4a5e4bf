/**
 * What an errcode means for whoever called, and so what follows; see the table in `docs/errors.md`.
 * A code nobody declared has no class: it is never sent again by itself.
 */
export type ErrorClass =
  | 'transient'
  | 'stale-token'
  | 'slow-down'
  | 'quota'
  | 'not-yet'
  | 'done'
  | 'merchant'
  | 'provider'
  | 'stop'
  | 'rejected'
  | 'bug';

/** How far a `stop` reaches: the month's submissions, all, first or iteration submissions, or this host's IP. */
export type StopScope = 'month' | 'all' | 'first' | 'iteration' | 'host';

/** One errcode of one endpoint: its class and what to tell an operator and a merchant. */
export type ErrorRule = {
  readonly class: ErrorClass;
  readonly scope?: StopScope;
  readonly en: string;
  readonly zh: string;
};

const rule =
  (errorClass: Exclude<ErrorClass, 'stop'>) =>
  (en: string, zh: string): ErrorRule => ({ class: errorClass, en, zh });

/** A passing fault of WeChat: tried again with backoff where the endpoint is repeatable. */
export const transient = rule('transient');
/** The token died early: refreshed by fingerprint, then one more try. */
export const staleToken = rule('stale-token');
/** The limit of a minute: the next attempt comes after 60 to 75 s. */
export const slowDown = rule('slow-down');
/** The allowance of a day or month is used: a visible timer until the window opens. */
export const quota = rule('quota');
/** Something else must finish first: the workflow waits for it. */
export const notYet = rule('not-yet');
/** Already so: verified by reading back, then a success. */
export const done = rule('done');
/** The merchant must act. */
export const merchant = rule('merchant');
/** Our template, material or configuration is wrong: ops decide. */
export const provider = rule('provider');
/** A final no to this input: a typed outcome. */
export const rejected = rule('rejected');
/** Our request is malformed: fails at once. */
export const bug = rule('bug');
/** Something wider than this merchant is barred. */
export const stop = (scope: StopScope, en: string, zh: string): ErrorRule => ({ class: 'stop', scope, en, zh });
