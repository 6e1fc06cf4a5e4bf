import type { ErrorClass, StopScope } from './error-class.ts';

/** What an account did not grant: any one of these permission sets would do, or its whole authorization where none is named. */
export type LackingGrant = { readonly appid: string; readonly oneOf: readonly number[] };

/** What went wrong with a call of WeChat, as plain data: nothing in it is secret. */
export type WeChatFailure = {
  /** The key of the call: path and action. */
  readonly endpoint: string;
  /** `refused`: WeChat said no. `transport`: no answer came. `unreadable`: the answer does not fit its declaration. */
  readonly kind: 'refused' | 'transport' | 'unreadable';
  /** The class of the errcode, or `undeclared`: such a code is never sent again by itself. */
  readonly class: ErrorClass | 'undeclared';
  readonly scope?: StopScope;
  /** `none` where it is proven that WeChat did nothing; `unknown` where it must be looked up. */
  readonly effect: 'none' | 'unknown';
  readonly errcode?: number;
  readonly errmsg?: string;
  /** What the refusal said beside, where the call declares it. */
  readonly details?: unknown;
  /** The name of the host whose IP was refused. */
  readonly host?: string;
  /** What the account would have to grant, where that is what it was refused for. */
  readonly lacks?: LackingGrant;
  /** WeChat's number of the request, for its support. */
  readonly rid?: string;
  /** What to do, in English and Chinese. */
  readonly hint: string;
  readonly hintZh: string;
};

/** A failed call of WeChat. Its message holds path, errcode and rid, never a URL or a token. */
export class WeChatError extends Error {
  override readonly name = 'WeChatError';
  readonly failure: WeChatFailure;

  constructor(failure: WeChatFailure, options?: ErrorOptions) {
    const { endpoint, errcode, errmsg, rid, hint } = failure;
    const said = errcode === undefined ? hint : `${errcode} ${errmsg ?? ''}`.trim();
    super(`${endpoint}: ${said}${rid ? ` (rid ${rid})` : ''}`, options);
    this.failure = failure;
  }
}
