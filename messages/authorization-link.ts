import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Request } from './actions.ts';
import type { Link } from './progress.ts';
import type { Sealed } from './sealed.ts';

/** What a link asks a merchant for. */
export type AuthorizationWish = {
  /** WeChat's `auth_type`: which kinds of account may be chosen. */
  readonly authType: number;
  /** WeChat's `biz_appid`: the one account that may be authorized. */
  readonly appid?: string;
  /** WeChat's `category_id_list`: the permission sets to ask for; all that the platform has unless told. */
  readonly permissionSets?: readonly number[];
};

export type AuthorizationLinkInput = AuthorizationWish & {
  readonly merchantId: string;
  /** The names of the permission sets that are asked for, by number, for people. */
  readonly setNames?: Readonly<Record<string, string>>;
  /** How long the link can be opened, in milliseconds. */
  readonly life: number;
  /** It ends with the first account that grants all it is to grant. */
  readonly single?: boolean;
  readonly links: readonly Link[];
  readonly request: Request;
};

/** A pre-authorization code (预授权码) for one view of the page; `expiresAt` in milliseconds since the epoch. */
export type PreAuthCode = {
  readonly code: Sealed;
  /** HMAC of the code, by which the push about it finds the link. */
  readonly pointer: string;
  readonly expiresAt: number;
};

/** What a view of the page is made of. */
export type IssuedCode = AuthorizationWish &
  Omit<PreAuthCode, 'pointer'> & {
    /** The accounts that were authorized through the link already. */
    readonly authorized: readonly string[];
    readonly lacking: LackingSets;
  };

/** The permission sets that were asked for and not granted, by account; accounts that lack none are left out. */
export type LackingSets = Readonly<Record<string, readonly number[]>>;

/** A code that a merchant's browser brought back; `createTime` in unix seconds, `key` equal for equal codes. */
export type ReturnedCode = { readonly key: string; readonly code: Sealed; readonly createTime: number };

/** How a link ended: `authorized` where at least one account was. */
export type AuthorizationLinkOutcome =
  | { readonly kind: 'authorized'; readonly appids: readonly string[]; readonly lacking?: LackingSets }
  | { readonly kind: 'expired'; readonly note: string }
  | {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly why?: string;
      readonly appids: readonly string[];
      readonly lacking?: LackingSets;
    };

/** A code for one view of the page; refused where the link has ended or was opened too often. */
export const issuePreAuthCode = defineUpdate<IssuedCode, []>('issuePreAuthCode');
/** A merchant came back from WeChat's page; the exchange of the code is under way. */
export const authorizationReturned = defineSignal<[ReturnedCode]>('authorizationReturned');
