import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Endpoints } from '../wechat/client.ts';
import type { RequestOf } from '../wechat/endpoint.ts';
import type { ExtJson, Variables } from '../wechat/ext-json/types.ts';
import type { PrivacyInterfaceWish } from './account-setup.ts';
import { actionUpdate, type Request } from './actions.ts';
import type { Priority } from './audit-quota.ts';
import type { ReleaseWindows, WindowsChange } from './time-window.ts';

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
  /** After how long a staged release is finished, before WeChat does it by itself. */
  readonly grayWindow: number;
};

export const releaseTimings: ReleaseTimings = {
  detectionPoll: 30_000,
  auditPoll: 15 * 60_000,
  auditWindow: 14 * 24 * 3_600_000,
  lookUpAfter: 20_000,
  grayWindow: 14 * 24 * 3_600_000,
};

/** Where a release may be held: before it is submitted for audit, and before the approved version goes online. */
export const releaseHolds = ['submit', 'release'] as const;
export type ReleaseHold = (typeof releaseHolds)[number];

/** A part of the users, in percent, and for how many milliseconds it stays so. */
export type GrayStage = { readonly percentage: number; readonly for: number };

/** What goes to the auditor beside the code, as WeChat names it; materials stand where WeChat wants media ids. */
export type SubmissionWish = {
  /** The approved categories with page, tags and title; the first 5 of the account unless told. */
  readonly categories?: readonly SubmissionItem[];
  readonly ugcDeclare?: NonNullable<SubmitRequest['ugc_declare']>;
  readonly preview?: { readonly pictures?: readonly string[]; readonly videos?: readonly string[] };
  readonly orderPath?: string;
  /** What was mended since a rejection; WeChat reads it after one only. */
  readonly feedback?: { readonly info: string; readonly materials?: readonly string[] };
};

type SubmitRequest = RequestOf<Endpoints['submitAudit']>;
/** One item of a submission. */
export type SubmissionItem = SubmitRequest['item_list'][number];

/** What is done where WeChat finds privacy interfaces in the code that the account may not use (61040). */
export type PrivacyAnswer = {
  /** Complete the privacy guide by what is declared for the account, and submit again. */
  readonly guide?: boolean;
  /** Say that they are not used. */
  readonly unused?: boolean;
  /** Apply for them, and submit once they are open. */
  readonly apply?: readonly PrivacyInterfaceWish[];
};

export type CodeReleaseInput = SubmissionWish &
  ReleaseWindows & {
    readonly appid: string;
    /** Absent where the code was uploaded to the account by tools (`directCommit`): nothing is committed then. */
    readonly templateId?: number;
    readonly userVersion: string;
    readonly userDesc: string;
    /** The layer of this release in the ext.json; `extAppid` is filled in. */
    readonly ext?: ExtJson;
    /** What `{{name}}` in any layer stands for, before those of the merchant and the fleet. */
    readonly variables?: Variables;
    /** `manual`: a person says when the approved version goes online. */
    readonly release: 'auto' | 'manual';
    /** That person must be another than who started it. */
    readonly secondPerson?: boolean;
    /** The stages of a staged release (分阶段发布), rising; all users at once unless told. */
    readonly gray?: readonly GrayStage[];
    /** What is done where the code uses privacy interfaces without permission; a person is asked unless told. */
    readonly privacyInterfaces?: PrivacyAnswer;
    /** Whether one of the month's accelerations (加急) is asked for. */
    readonly speedUp?: boolean;
    readonly priority: Priority;
    /** The rollout that it is a part of. */
    readonly rolloutId?: string;
    /** Where it waits until the process that started it says `holdLifted`. */
    readonly holds?: readonly ReleaseHold[];
    readonly timings: ReleaseTimings;
    readonly request: Request;
  };

/** A screenshot of a rejection: WeChat's number of it, and under which hash it is kept here for a while. */
export type Screenshot = { readonly mediaId: string; readonly material?: string };

/** How a release ended. */
export type CodeReleaseOutcome =
  | { readonly kind: 'released'; readonly userVersion: string; readonly auditid: number; readonly releasedAt: string }
  | {
      readonly kind: 'rejected';
      readonly auditid: number;
      readonly reason: string;
      readonly screenshots: readonly Screenshot[];
    }
  | { readonly kind: 'withdrawn'; readonly auditid: number; readonly note: string }
  /** A staged release was taken back before all users had it. */
  | {
      readonly kind: 'taken-back';
      readonly auditid: number;
      readonly percentage: number;
      readonly note: string;
    }
  | {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly why?: string;
      readonly openAudit?: number;
      readonly note?: string;
    };

/** Go on in spite of what the preflight found. */
export const override = actionUpdate('override');
/** Say what is done about privacy interfaces that the account may not use. */
export const answerPrivacy = defineUpdate<void, [Request & PrivacyAnswer], 'privacy'>('privacy');
/** Put the approved version online, where the release is manual. */
export const releaseNow = actionUpdate('release');
/** Go on to the next stage of a staged release. */
export const raiseGray = actionUpdate('raise');
/** Release to all users now. */
export const finishGray = actionUpdate('finish');
/** Take a staged release back: its users get the version before. */
export const takeBackGray = actionUpdate('takeBack');
/** Raise a staged release no further: WeChat itself has no pause. */
export const pauseGray = actionUpdate('pause');
/** Go on with the stages. */
export const resumeGray = actionUpdate('resume');
/** Take one of the month's accelerations (加急) for the audit under way. */
export const speedUp = actionUpdate('speedUp');
/** Withdraw the audit under way; the release ends as withdrawn. */
export const undo = actionUpdate('undo');
/** Change when it may be submitted and go online. */
export const changeWindows = defineUpdate<void, [Request & WindowsChange], 'windows'>('windows');
/** What a rollout has its open releases go by; an older version of it says nothing new. */
export type ReleaseSteering = ReleaseWindows & { readonly version: number; readonly paused: boolean };
/** From a rollout's wave: its releases pass neither submission nor release while it is paused, and these are the windows now. */
export const releaseSteered = defineSignal<[ReleaseSteering]>('releaseSteered');
/** From the process that started a release: it may go past this hold. */
export const holdLifted = defineSignal<[ReleaseHold]>('holdLifted');
