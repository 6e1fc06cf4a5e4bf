import type { Client as TemporalClient } from '@temporalio/client';
import { exchangeCode } from '../credentials/code-exchange.ts';
import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { CurrentAuthorization, Exchange } from '../messages/authorization.ts';
import { renewalMargin, type Sealed, type SealedToken } from '../messages/sealed.ts';
import type { Client } from '../wechat/client.ts';
import { accountOf, permissionSetsOf, readAuthorizerInfo } from './authorizer-info.ts';
import { eachAuthorizer } from './authorizer-list.ts';
import { newAuthorizerSince } from './new-authorizer.ts';
import { calling } from './wechat.ts';

/** What accounts' credentials are got with. */
export type AuthorizerCredentialDeps = {
  readonly wechat: Client;
  readonly temporal: TemporalClient;
  readonly sealer: Sealer;
};

/** The calls behind the entities `authorizer`, with sealed credentials; named after WeChat's where they are one of its calls. */
export const createAuthorizerCredentialActivities = ({ wechat, temporal, sealer }: AuthorizerCredentialDeps) => {
  const sealedAccessToken = (appid: string, token: string, expiresAt: number): SealedToken => ({
    token: sealer.seal(owners.authorizerAccessToken(appid), token),
    expiresAt,
  });
  const sealedRefreshToken = (appid: string, token: string): Sealed =>
    sealer.seal(owners.authorizerRefreshToken(appid), token);

  return {
    /** Refreshes an access token; the refresh token that comes back takes the place of the one that was sent. */
    getAuthorizerAccessToken: ({ appid, refreshToken }: { appid: string; refreshToken: Sealed }) =>
      calling(async (): Promise<{ accessToken: SealedToken; refreshToken: Sealed }> => {
        const askedAt = Date.now();
        const answer = await wechat.getAuthorizerAccessToken({
          authorizer_appid: appid,
          authorizer_refresh_token: sealer.open(refreshToken, owners.authorizerRefreshToken(appid)),
        });
        const expiresAt = askedAt + answer.expires_in * 1_000;
        return {
          accessToken: sealedAccessToken(appid, answer.authorizer_access_token, expiresAt),
          refreshToken: sealedRefreshToken(appid, answer.authorizer_refresh_token),
        };
      }),

    /**
     * The token of a customised merchant's own secret. WeChat gives the same one until shortly before its end; one that
     * was found stale, or ends soon, is renewed by force, which it allows 20 times a day.
     */
    getStableAccessToken: ({ appid, secret, stale }: { appid: string; secret: Sealed; stale?: string }) =>
      calling(async (): Promise<SealedToken> => {
        const ask = async (force: boolean): Promise<SealedToken> => {
          const askedAt = Date.now();
          const answer = await wechat.getStableAccessToken({
            appid,
            secret: sealer.open(secret, owners.authorizerSecret(appid)),
            ...(force ? { force_refresh: true } : {}),
          });
          return sealedAccessToken(appid, answer.access_token, askedAt + answer.expires_in * 1_000);
        };
        const current = await ask(false);
        const endsSoon = current.expiresAt - Date.now() <= renewalMargin.entity;
        return endsSoon || current.token.fingerprint === stale ? ask(true) : current;
      }),

    /** Exchanges an authorization code, which works once. */
    getAuthorizerRefreshToken: ({ code }: { code: Sealed }) =>
      calling((): Promise<Exchange> => exchangeCode({ wechat, sealer }, sealer.open(code, owners.authorizationCode))),

    /** What WeChat says of an account now; the refresh token from the list where the account's record has none. */
    lookUpAuthorization: ({ appid }: { appid: string }) =>
      calling(async (): Promise<CurrentAuthorization> => {
        const info = await readAuthorizerInfo(wechat, appid);
        if (!info) return { kind: 'withdrawn' };
        const token = info.authorization_info.authorizer_refresh_token || (await listedToken(wechat, appid));
        return {
          kind: 'granted',
          ...(token ? { refreshToken: sealedRefreshToken(appid, token) } : {}),
          permissionSets: permissionSetsOf(info.authorization_info),
          account: accountOf(info),
        };
      }),

    /** The account of a lost exchange that named none: the only one we do not know that authorized since then, unix seconds. */
    findNewAuthorizer: ({ since }: { since: number }): Promise<string | null> =>
      calling(() => newAuthorizerSince(wechat, temporal, since)),
  };
};

export type AuthorizerCredentialActivities = ReturnType<typeof createAuthorizerCredentialActivities>;

const listedToken = async (wechat: Client, appid: string): Promise<string | undefined> => {
  for await (const entry of eachAuthorizer(wechat)) {
    if (entry.authorizer_appid === appid) return entry.refresh_token;
  }
  return undefined;
};
