import type { Request } from './actions.ts';

/** Durations in milliseconds; the defaults are WeChat's real ones. */
export type RegistrationTimings = {
  /** How long the legal person has: 24 h. */
  readonly window: number;
  /** How often the task is queried while no push comes. */
  readonly poll: number;
  /** How long before the end of the window to remind. */
  readonly remind: number;
};

export const registrationTimings: RegistrationTimings = {
  window: 24 * 3_600_000,
  poll: 5 * 60_000,
  remind: 4 * 3_600_000,
};

export type EnterpriseRegistrationInput = {
  readonly name: string;
  /** 统一社会信用代码, 18 characters. */
  readonly code: string;
  readonly componentPhone: string;
  readonly merchantId?: string;
  /** The merchant's page. */
  readonly page: string;
  readonly timings: RegistrationTimings;
  readonly request: Request;
};

/** A task at WeChat; `until` is when its window ends, in milliseconds since the epoch. */
export type RegistrationTask = {
  readonly taskid?: string | undefined;
  readonly authorize_url?: string | undefined;
  readonly until: number;
};

/** How a registration ended. `unusedTask`: a create whose answer was lost may have left a task whose link nobody has. */
export type RegistrationOutcome =
  | {
      readonly kind: 'registered';
      readonly appid: string;
      readonly authorized: boolean;
      readonly note?: string;
      readonly unusedTask?: boolean;
    }
  | { readonly kind: 'expired'; readonly note: string; readonly unusedTask?: boolean }
  | { readonly kind: 'refused'; readonly note: string; readonly unusedTask?: boolean }
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
      /** The task that still runs at WeChat: its link works until its window ends. */
      readonly runningTask?: RegistrationTask;
    };
