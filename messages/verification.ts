import { defineUpdate } from '@temporalio/workflow';
import type { Endpoints } from '../wechat/client.ts';
import type { RequestOf } from '../wechat/endpoint.ts';
import type { Request } from './actions.ts';
import type { Unfinished } from './submission.ts';

/** Durations in milliseconds; the defaults are WeChat's real ones. */
export type VerificationTimings = {
  /** How long the admin has at the link: 24 h. */
  readonly linkWindow: number;
  /** How long the merchant has to pay: 24 h (unconfirmed). */
  readonly paymentWindow: number;
  /** How long before the end of a person's window to remind, each time. */
  readonly remind: readonly number[];
  /** How long the audit may take before ops are told. */
  readonly auditWindow: number;
  /** How often WeChat is asked while no push comes; of time-outs, refusals and fees it sends none. */
  readonly poll: number;
  /** How long WeChat keeps an uploaded file: 3 days, less what a submission takes. */
  readonly copyLife: number;
  /** How long people have to correct what was refused, or to ask for another link, before the verification ends. */
  readonly patience: number;
  /** How long after a submission whose answer was lost its event is waited for, or it is looked up. */
  readonly lookUpAfter: number;
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const verificationTimings: VerificationTimings = {
  linkWindow: day,
  paymentWindow: day,
  remind: [12 * hour, 4 * hour, hour],
  auditWindow: 10 * day,
  poll: 10 * minute,
  copyLife: 3 * day - hour,
  patience: 30 * day,
  lookUpAfter: 5 * minute,
};

/** What an account is verified with, as WeChat names it; its files are materials. */
export type VerificationApplication = RequestOf<Endpoints['secwxaapiWxaauth']>['auth_data'];

export type VerificationInput = {
  readonly appid: string;
  readonly application: VerificationApplication;
  /** The merchant's page. */
  readonly page: string;
  readonly timings: VerificationTimings;
  readonly request: Request;
};

/** How a verification ended. */
export type VerificationOutcome = { readonly kind: 'verified' } | Unfinished<{ readonly taskid?: string }>;

/** Give new data in place of what was refused. */
export const refillVerification = defineUpdate<
  void,
  [Request & { readonly application: VerificationApplication }],
  'refill'
>('refill');
