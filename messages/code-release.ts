import { defineSignal } from '@temporalio/workflow';
import type { ExtJson, Variables } from '../wechat/ext-json/types.ts';
import { actionUpdate, type Request } from './actions.ts';

/** Durations in milliseconds; the defaults are for WeChat's real pace. */
export type ReleaseTimings = {
  /** How often the privacy detection is asked for after a commit. */
  readonly detectionPoll: number;
  /** How often the audit is asked for while no push comes. */
  readonly auditPoll: number;
  /** How long an audit may take before ops are asked. */
  readonly auditWindow: number;
  /** How long after a call whose answer was lost it is looked up. */
  readonly lookUpAfter: number;
};

export const releaseTimings: ReleaseTimings = {
  detectionPoll: 30_000,
  auditPoll: 15 * 60_000,
  auditWindow: 14 * 24 * 3_600_000,
  lookUpAfter: 20_000,
};

/** Where a release may be held: before it is submitted for audit, and before the approved version goes online. */
export const releaseHolds = ['submit', 'release'] as const;
export type ReleaseHold = (typeof releaseHolds)[number];

export type CodeReleaseInput = {
  readonly appid: string;
  readonly templateId: number;
  readonly userVersion: string;
  readonly userDesc: string;
  /** The layer of this release in the ext.json; `extAppid` is filled in. */
  readonly ext?: ExtJson;
  /** What `{{name}}` in any layer stands for, before those of the merchant and the fleet. */
  readonly variables?: Variables;
  /** `manual`: a person says when the approved version goes online. */
  readonly release: 'auto' | 'manual';
  /** Where it waits until the process that started it says `holdLifted`. */
  readonly holds?: readonly ReleaseHold[];
  readonly timings: ReleaseTimings;
  readonly request: Request;
};

/** How a release ended. */
export type CodeReleaseOutcome =
  | { readonly kind: 'released'; readonly userVersion: string; readonly auditid: number; readonly releasedAt: string }
  | {
      readonly kind: 'rejected';
      readonly auditid: number;
      readonly reason: string;
      readonly screenshots: readonly string[];
    }
  | { readonly kind: 'withdrawn'; readonly auditid: number; readonly note: string }
  | {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly why?: string;
      readonly openAudit?: number;
      readonly note?: string;
    };

/** Put the approved version online, where the release is manual. */
export const releaseNow = actionUpdate('release');
/** Withdraw the audit under way; the release ends as withdrawn. */
export const undo = actionUpdate('undo');
/** From the process that started a release: it may go past this hold. */
export const holdLifted = defineSignal<[ReleaseHold]>('holdLifted');
