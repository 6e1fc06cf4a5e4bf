import { defineUpdate } from '@temporalio/workflow';
import type { Endpoints } from '../wechat/client.ts';
import type { RequestOf } from '../wechat/endpoint.ts';
import { actionUpdate, type Request } from './actions.ts';
import type { FieldHint } from './progress.ts';

/** Durations in milliseconds; the defaults are WeChat's real ones. */
export type FilingTimings = {
  /** How long the admin has for the face check: 24 h. */
  readonly faceWindow: number;
  /** How long an application may name a passed face check: 3 days, less what an application takes. */
  readonly faceLife: number;
  /** How often WeChat is asked while no push comes. */
  readonly poll: number;
  /** How long the principals have for the bureau's SMS check (短信核验): 24 h (unconfirmed). */
  readonly smsWindow: number;
  /** How long before the end of a person's window to remind, each time. */
  readonly remind: readonly number[];
  /** How long a review may take before ops are told. */
  readonly reviewWindow: number;
  /** How long WeChat keeps an uploaded file: 3 days, less what an application takes. */
  readonly copyLife: number;
  /** How long people have to correct what was refused, or to make the account ready, before the filing ends. */
  readonly patience: number;
  /** How long after a call whose answer was lost it is looked up. */
  readonly lookUpAfter: number;
  /** How long an answer as of before an application must stand until it is believed. */
  readonly settle: number;
};

const hour = 3_600_000;
const day = 24 * hour;

export const filingTimings: FilingTimings = {
  faceWindow: day,
  faceLife: 3 * day - hour,
  poll: 15 * 60_000,
  smsWindow: day,
  remind: [12 * hour, 4 * hour, hour],
  reviewWindow: 30 * day,
  copyLife: 3 * day - hour,
  patience: 30 * day,
  lookUpAfter: 20_000,
  settle: 10 * 60_000,
};

type IcpOrder = RequestOf<Endpoints['applyIcpFiling']>;

/** What is filed, as WeChat names it; its files are materials. The task of the face check is filled in. */
export type FilingApplication = Omit<IcpOrder, 'icp_applets'> & {
  readonly icp_applets: Omit<IcpOrder['icp_applets'], 'principal_info'> & {
    readonly principal_info: Omit<IcpOrder['icp_applets']['principal_info'], 'verify_task_id'>;
  };
};

export type IcpFilingInput = {
  readonly appid: string;
  readonly application: FilingApplication;
  /** The merchant's page. */
  readonly page: string;
  readonly timings: FilingTimings;
  readonly request: Request;
};

/** How a filing ended. */
export type IcpFilingOutcome =
  | { readonly kind: 'filed'; readonly recordNumber?: string }
  /** Nobody corrected in time what was refused. */
  | { readonly kind: 'rejected'; readonly note: string; readonly hints: readonly FieldHint[] }
  /** The account was not made ready, or the face check not made, in time. */
  | { readonly kind: 'expired'; readonly note: string }
  | { readonly kind: 'withdrawn'; readonly note: string }
  | {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly why?: string;
      /** What goes on at WeChat all the same. */
      readonly note?: string;
    };

/** Take the application back while the platform reviews it; the filing ends as withdrawn. */
export const withdraw = actionUpdate('withdraw');
/** Give new data in place of what was refused. */
export const refillFiling = defineUpdate<void, [Request & { readonly application: FilingApplication }], 'refill'>(
  'refill',
);
