import { defineUpdate } from '@temporalio/workflow';
import type { AccountSetupInput } from './account-setup.ts';
import type { Request } from './actions.ts';
import type { RegistrationTask } from './registration.ts';

/** How a trial is to become formal, and whose it will be. */
export type ConversionRoute =
  | {
      /** With an enterprise: its legal person, then the trial's admin. */
      readonly kind: 'enterprise';
      readonly name: string;
      /** 统一社会信用代码, 18 characters. */
      readonly code: string;
      readonly componentPhone: string;
      /** By which pushes that name the enterprise alone find the conversion. */
      readonly pointer?: string;
    }
  | {
      /** With the subject of an official account: its admin, then the trial's. */
      readonly kind: 'official-account';
      /** Its appid, WeChat id or original id. */
      readonly account: string;
      readonly sameAdmin: boolean;
    }
  | {
      /** As a person's upgraded mini program (个人升级版小程序): its user alone. */
      readonly kind: 'personal-upgraded';
      readonly componentPhone: string;
    };

/** Durations in milliseconds; the defaults are WeChat's real ones. */
export type ConversionTimings = {
  /** How long each person has: 24 h. */
  readonly window: number;
  /** How often the account is read while somebody may act. */
  readonly poll: number;
  /** How often it is read while no conversion is under way. */
  readonly watch: number;
  /** How long before the end of a person's window to remind. */
  readonly remind: number;
  /** How long before the end of the trial to remind, each time. */
  readonly reminders: readonly number[];
  /** How long after the end of a window its push may still come, or the account lag behind a push. */
  readonly grace: number;
  /** How long a trial lives, where its registration does not say until when: 14 days. */
  readonly trial: number;
};

const hour = 3_600_000;
const day = 24 * hour;

export const conversionTimings: ConversionTimings = {
  window: day,
  poll: 5 * 60_000,
  watch: hour,
  remind: 4 * hour,
  reminders: [7 * day, 3 * day, day],
  grace: 5 * 60_000,
  trial: 14 * day,
};

/** What a conversion can be begun with before its trial is there. */
export type ConversionPlan = {
  /** Absent until the merchant has decided: the action `convert` tells it. */
  readonly route?: ConversionRoute;
  /** The setup that is begun once it is formal: it has the ending of a trial's name until it is named. */
  readonly setup?: Omit<AccountSetupInput, 'appid' | 'request'>;
  readonly timings: ConversionTimings;
};

export type TrialConversionInput = ConversionPlan & {
  readonly appid: string;
  /** Until when the trial lives, ISO 8601; looked up where its starter does not know. */
  readonly trialUntil?: string;
  /** It had not authorized us when its registration gave up waiting. */
  readonly unauthorized?: true;
  /** The merchant's page, where it has one of its own. */
  readonly page?: string;
  readonly request: Request;
};

/** What WeChat says of a mini program that is formal. */
export type FormalAccount = {
  readonly principalName?: string;
  readonly registerType?: number;
  readonly name?: string;
};

/** How a conversion ended. */
export type TrialConversionOutcome =
  | ({
      readonly kind: 'converted';
      readonly appid: string;
      readonly note?: string;
      /** The id of the setup that was begun. */
      readonly setup?: string;
    } & FormalAccount)
  | { readonly kind: 'no-trial'; readonly note: string }
  | { readonly kind: 'expired'; readonly note: string; readonly hintZh?: string }
  | {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly why?: string;
      /** The task that still runs at WeChat: its link works until its window ends. */
      readonly runningTask?: RegistrationTask;
    };

/** Convert this way: the first, another, or the same with corrected data. */
export const convert = defineUpdate<void, [Request & { readonly route: ConversionRoute }], 'convert'>('convert');
