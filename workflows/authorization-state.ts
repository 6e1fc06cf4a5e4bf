import type { CurrentAuthorization, Grant } from '../messages/authorization.ts';
import type { Account } from '../messages/authorizer.ts';
import type { WeChatFailure } from '../wechat/wechat-error.ts';

/** What follows from a failed exchange: whether it may have happened all the same, and whether the code is of use yet. */
export const afterFailedExchange = (failure: WeChatFailure, end: number, now: number) => {
  const over = failure.class === 'rejected' || now >= end;
  return { over, lookUp: over || failure.effect === 'unknown' };
};

/** The grant in what a look-up found; `undefined` where no code of this authorization was ever exchanged. */
export const adoptedGrant = (
  appid: string,
  current: CurrentAuthorization,
): (Grant & { readonly account: Account }) | undefined => {
  if (current.kind === 'withdrawn' || !current.refreshToken) return undefined;
  const { refreshToken, permissionSets, account } = current;
  return { appid, refreshToken, permissionSets, account };
};
