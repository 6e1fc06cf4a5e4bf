import type { Sealed } from './sealed.ts';

/** The code message of WeChat's publish check (全网发布). */
export type PlatformPublishCheckInput = {
  /** The test account. */
  readonly appid: string;
  /** Who wrote, and gets the answer. */
  readonly openid: string;
  readonly code: Sealed;
  /** When WeChat made the message, unix seconds. */
  readonly createTime: number;
};

export type PlatformPublishCheckOutcome =
  | { readonly kind: 'answered' }
  /** WeChat's console shows this case red; publish again once the reason is gone. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly by: string; readonly why?: string };
