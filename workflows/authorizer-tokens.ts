import type { AuthorizerState } from '../messages/authorizer.ts';
import type { Sealed, SealedToken } from '../messages/sealed.ts';
import type { WeChatFailure } from '../wechat/wechat-error.ts';
import {
  authorizationLost,
  needsNoSecret,
  refreshed,
  refreshTokenDied,
  secretAdopted,
  settled,
} from './authorizer-state.ts';
import { authorizedAlready, notAuthorized, refusalOf } from './credential-failures.ts';
import { authorizerCalls } from './credentials.ts';
import { type EntityState, shared } from './entity.ts';
import { weChatFailureOf } from './failures.ts';
import { isUsable } from './token-life.ts';

/** WeChat's refusals of a refresh token: 40030 and 61023 invalid, 42002 expired, 42007 password changed, 61003 not authorized. */
const dead: ReadonlySet<number | undefined> = new Set([40030, 42002, 42007, 61003, 61023]);

/** The tokens of one account. */
export type AuthorizerTokens = {
  /** A token other than the one whose fingerprint is `stale`; throws the refusal where the merchant must act. */
  current(stale?: string): Promise<SealedToken>;
  /** Fetches a token other than `stale`; a refresh under way is shared. */
  renew(stale?: string): Promise<void>;
  /** Takes a customised merchant's own secret once a token proves it. */
  adopt(secret: Sealed, merchantId: string | undefined): Promise<void>;
};

/** Opens the tokens in an entity's state. */
export const openAuthorizerTokens = (state: EntityState<AuthorizerState>): AuthorizerTokens => {
  const { appid } = state.now();

  const refresh = async (refreshToken: Sealed): Promise<WeChatFailure | undefined> => {
    try {
      const tokens = await authorizerCalls('Refresh the access token').getAuthorizerAccessToken({
        appid,
        refreshToken,
      });
      state.change((now) => refreshed(now, refreshToken, tokens));
      return undefined;
    } catch (error) {
      return weChatFailureOf(error);
    }
  };

  const lookUp = async (refused: Sealed) => {
    const doubt = { createTime: state.now().authorizationTime };
    try {
      const call = authorizerCalls('Look up the refresh token that WeChat refused');
      const current = await call.lookUpAuthorization({ appid });
      state.change((now) => settled(refreshTokenDied(now, refused), doubt, current));
    } catch (error) {
      throw refusalOf(weChatFailureOf(error));
    }
  };

  const stableToken = async (secret: Sealed, stale: string | undefined): Promise<SealedToken> => {
    try {
      const call = authorizerCalls("Fetch a token with the merchant's own secret");
      return await call.getStableAccessToken({ appid, secret, ...(stale ? { stale } : {}) });
    } catch (error) {
      throw refusalOf(weChatFailureOf(error));
    }
  };

  const renew = shared(async (stale: string | undefined) => {
    const { ownSecret } = state.now();
    if (ownSecret) {
      const accessToken = await stableToken(ownSecret, stale);
      state.change((now) => (now.ownSecret?.fingerprint === ownSecret.fingerprint ? { ...now, accessToken } : now));
      return;
    }
    for (let lookedUp = false; ; ) {
      const { authorization, refreshToken } = state.now();
      if (authorization !== 'granted' || !refreshToken) throw refusalOf(notAuthorized(authorization));
      const failure = await refresh(refreshToken);
      if (!failure) return;
      if (!dead.has(failure.errcode)) throw refusalOf(failure);
      if (state.now().refreshToken?.fingerprint !== refreshToken.fingerprint) continue;
      if (lookedUp) state.change(authorizationLost);
      else await lookUp(refreshToken);
      lookedUp = true;
    }
  });

  return {
    current: async (stale) => {
      if (!isUsable(state.now().accessToken, stale, Date.now())) await renew(stale);
      const { accessToken, authorization } = state.now();
      if (!accessToken) throw refusalOf(notAuthorized(authorization));
      return accessToken;
    },
    renew,
    adopt: async (secret, merchantId) => {
      const accessToken = await stableToken(secret, undefined);
      // It authorized the platform meanwhile.
      if (needsNoSecret(state.now())) throw authorizedAlready();
      state.change((now) => secretAdopted(now, { secret, accessToken, ...(merchantId ? { merchantId } : {}) }));
    },
  };
};
