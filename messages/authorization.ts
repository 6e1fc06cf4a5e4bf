import type { WeChatFailure } from '../wechat/wechat-error.ts';
import type { Account, AccountAssignment } from './authorizer.ts';
import type { Sealed, SealedToken } from './sealed.ts';

/** What one exchange of an authorization code gave. */
export type Grant = {
  readonly appid: string;
  readonly accessToken?: SealedToken;
  readonly refreshToken: Sealed;
  readonly permissionSets: readonly number[];
};

/** What the exchange itself answered: without a refresh token where the account has no rights to its API. */
export type Exchange = Omit<Grant, 'refreshToken'> & Partial<Pick<Grant, 'refreshToken'>>;

/** What became of an exchange that was made, or begun, before the workflow could be started. */
export type EarlyExchange = { readonly answer: Exchange } | { readonly failure: WeChatFailure };

/** How long an authorization code lives, in milliseconds. */
const codeLife = 600_000;

/** When a code of this CreateTime (unix seconds) dies, in milliseconds since the epoch. */
export const codeEnd = (createTime: number): number => createTime * 1_000 + codeLife;

/** What WeChat says of an account now. */
export type CurrentAuthorization =
  | {
      readonly kind: 'granted';
      /** Absent where no code of this authorization was ever exchanged. */
      readonly refreshToken?: Sealed;
      readonly permissionSets: readonly number[];
      readonly account: Account;
    }
  | { readonly kind: 'withdrawn' };

/** One authorization code on its way to its single exchange. */
export type AuthorizationInput = {
  readonly code: Sealed;
  /** When WeChat made the push, unix seconds; grants and withdrawals of one account apply in this order. */
  readonly createTime: number;
  /** The account where the push names it: where a lost exchange is looked up. */
  readonly appid?: string;
  /** The exchange that the gateway made itself while Temporal took nothing: it stands for the first one. */
  readonly early?: EarlyExchange;
};

/** A code that a process has exchanged; the process may know whose account it is and how it came to us. */
export type ExchangeRequest = AuthorizationInput & {
  readonly assignment?: AccountAssignment;
  /** The code came by a browser and nobody signed it: only its own exchange proves whose account it is, a look-up does not. */
  readonly unverified?: true;
};

/** How the exchange ended; `lost`: the code is used up or dead and nobody has a refresh token, so the merchant must update the authorization. */
export type AuthorizationResult =
  | { readonly kind: 'exchanged' | 'adopted'; readonly appid: string; readonly permissionSets: readonly number[] }
  | { readonly kind: 'lost'; readonly appid?: string; readonly reason: string };

/** How soon idle refresh tokens are to be proved, in milliseconds. */
export type ReconciliationInput = { readonly proveWithin?: number };

/** How many accounts of the authorizer list were told to their entities. */
export type ReconciliationResult = { readonly told: number };
