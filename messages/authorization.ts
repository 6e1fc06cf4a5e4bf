import type { Sealed, SealedToken } from './sealed.ts';

/** What one exchange of an authorization code gave. */
export type Grant = {
  readonly appid: string;
  readonly accessToken?: SealedToken;
  readonly refreshToken: Sealed;
  readonly permissionSets: readonly number[];
};

/** One authorization code on its way to its single exchange. */
export type AuthorizationInput = {
  readonly code: Sealed;
  /** When WeChat made the push, unix seconds; grants and withdrawals of one account apply in this order. */
  readonly createTime: number;
  /** The account where the push names it: where a lost exchange is looked up. */
  readonly appid?: string;
};

/** How the exchange ended; `lost`: the code is used up or dead and nobody has a refresh token, so the merchant must update the authorization. */
export type AuthorizationResult =
  | { readonly kind: 'exchanged' | 'adopted'; readonly appid: string; readonly permissionSets: readonly number[] }
  | { readonly kind: 'lost'; readonly appid?: string; readonly reason: string };
