import { defineUpdate } from '@temporalio/workflow';
import { actionUpdate, type Request } from './actions.ts';

/** Durations in milliseconds; the defaults are WeChat's real ones. */
export type RegistrationTimings = {
  /** How long the person has: 24 h. */
  readonly window: number;
  /** How often the task is queried while no push comes. */
  readonly poll: number;
  /** How long before the end of the window to remind, each time. */
  readonly remind: readonly number[];
  /** How long the push about a created account may be late before the account is looked for: it brings its code. */
  readonly grace: number;
  /** How long after an expiry or a refusal a new link can be asked for. */
  readonly reissue: number;
  /** How long to wait for the company register to know its legal person (105: 5 to 15 working days), each of three times. */
  readonly register: number;
};

const hour = 3_600_000;

export const registrationTimings: RegistrationTimings = {
  window: 24 * hour,
  poll: 5 * 60_000,
  remind: [12 * hour, 4 * hour, hour],
  grace: 30_000,
  reissue: 7 * 24 * hour,
  register: 7 * 24 * hour,
};

/** What the registrations that a person confirms by a link have in common. */
export type RegistrationInput = {
  /** The provider's telephone, which WeChat shows. */
  readonly componentPhone: string;
  readonly merchantId?: string;
  /** The merchant's page. */
  readonly page: string;
  readonly timings: RegistrationTimings;
  readonly request: Request;
};

/** Which of WeChat's calls registers. */
export type RegistrationRoute = 'enterprise' | 'personal' | 'transaction';

/** A task at WeChat; `until` is when its window ends, in milliseconds since the epoch. */
export type RegistrationTask = {
  readonly taskid?: string | undefined;
  readonly authorize_url?: string | undefined;
  readonly until: number;
};

/**
 * What helps where WeChat said no: to start again with other data, to wait for days, or nothing for this person and
 * subject. Absent where WeChat doesn't tell.
 */
export type Remedy = 'correct-data' | 'wait-days' | 'none';

/** WeChat said no. */
export type Rejected = {
  readonly kind: 'rejected';
  readonly remedy?: Remedy;
  readonly status?: number;
  readonly errcode?: number;
  readonly rid?: string;
  readonly note: string;
  readonly hintZh?: string;
};

/** A create whose answer was lost may have left a task whose link nobody has. */
type Leftover = { readonly unusedTask?: boolean };

/** How a registration ended. */
export type RegistrationOutcome =
  | (Leftover & {
      readonly kind: 'registered';
      readonly appid: string;
      readonly authorized: boolean;
      readonly note?: string;
    })
  | (Leftover & { readonly kind: 'expired' | 'refused'; readonly note: string })
  | (Leftover & Rejected)
  | (Leftover & {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly why?: string;
      /** The task that still runs at WeChat: its link works until its window ends. */
      readonly runningTask?: RegistrationTask;
      /** WeChat has made the mini program all the same; `appid` where it is known. */
      readonly made?: true;
      readonly appid?: string;
    });

/** Make a new link: the last one expired or was refused. */
export const reissue = actionUpdate('reissue');
/** An account named by a person, where nothing else tells which one a registration made. */
export type AdoptRequest = Request & { readonly appid: string };
/** Take this account for the one that the registration made. */
export const adopt = defineUpdate<void, [AdoptRequest], 'adopt'>('adopt');

/** A unified social credit code (统一社会信用代码), as far as its form goes. */
export const enterpriseCode = /^[0-9A-Z]{18}$/;

/** The tasks that a registration's push names: real ones have the task's id where the enterprise's code belongs. */
export const tasksNamed = (push: {
  readonly taskid?: string | undefined;
  readonly info?: { readonly taskid?: string | undefined; readonly code?: string | undefined } | undefined;
}): readonly string[] => {
  const { taskid, info } = push;
  const code = info?.code && !enterpriseCode.test(info.code) ? info.code : undefined;
  return [...new Set([taskid, info?.taskid, code])].filter((task): task is string => Boolean(task));
};

/** By how much WeChat's clock may differ from ours, in milliseconds: an older push is of an earlier attempt. */
export const clockSkew = 60_000;
