import { randomBytes } from 'node:crypto';
import type { Clock, Instant } from '../clock.ts';
import type { Pushes } from '../push.ts';
import type { Records } from '../records.ts';
import { Refusal } from '../refusal.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Account } from './accounts.ts';

/** How long an authorization code (授权码) lives, in seconds. */
export const codeLife = 600;

type AuthorizationCode = { readonly account: Account; readonly expiresAt: Instant; used: boolean };

/** Who authorized the platform, and the codes on their way to it. */
export type Authorizations = {
  /** The merchant authorizes the platform: a code to exchange, and a new refresh token unless there was one. */
  grant(account: Account): string;
  /** Tells the platform of a grant or of changed permission sets, with the code of the page where there was one. */
  announce(
    event: 'authorized' | 'updateauthorized',
    account: Account,
    code: string,
    preAuthCode?: string,
  ): Promise<void>;
  /** The merchant withdraws the authorization: its tokens and codes die, calls get 61003. */
  withdraw(account: Account): Promise<void>;
  /** Uses a code up. Refuses: 61009 unknown or used, 61010 older than 600 s. */
  exchange(code: string): { readonly account: Account; readonly accessToken: string };
  /** A new access token. Refuses: 61003 not authorized, 61023 another refresh token. */
  refresh(account: Account | undefined, refreshToken: string): string;
  clear(): void;
};

/** Makes the authorizations of a world. */
export const createAuthorizations = (deps: {
  readonly clock: Clock;
  readonly records: Records;
  readonly tokens: AccessTokens;
  readonly pushes: Pushes;
}): Authorizations => {
  const { clock, records, tokens, pushes } = deps;
  const codes = new Map<string, AuthorizationCode>();
  const tokenOf = (account: Account) => tokens.issue({ kind: 'authorizer', appid: account.appid });

  return {
    grant: (account) => {
      if (!account.authorized) {
        // The access tokens of an authorization that was withdrawn do not come back with the next one.
        if (account.authTime > 0)
          tokens.expire((owner) => owner.kind === 'authorizer' && owner.appid === account.appid);
        account.authorized = true;
        account.exchanged = false;
        account.authTime = clock.seconds();
        account.refreshToken = records.secret(
          'refresh-token',
          `refreshtoken@@@${randomBytes(32).toString('base64url')}`,
        );
      }
      const code = records.secret('authorization-code', `queryauthcode@@@${randomBytes(48).toString('base64url')}`);
      codes.set(code, { account, expiresAt: clock.now() + codeLife * 1000, used: false });
      return code;
    },
    announce: async (event, account, code, preAuthCode) => {
      await pushes.toPlatform(event, {
        AuthorizerAppid: account.appid,
        AuthorizationCode: code,
        AuthorizationCodeExpiredTime: pushes.seconds() + codeLife,
        ...(preAuthCode ? { PreAuthCode: preAuthCode } : {}),
      });
    },
    withdraw: async (account) => {
      account.authorized = false;
      account.exchanged = false;
      account.refreshToken = '';
      for (const [code, entry] of codes) if (entry.account === account) codes.delete(code);
      await pushes.toPlatform('unauthorized', { AuthorizerAppid: account.appid });
    },
    exchange: (code) => {
      const entry = codes.get(code);
      if (!entry || entry.used) throw new Refusal(61009);
      if (entry.expiresAt <= clock.now()) throw new Refusal(61010);
      entry.used = true;
      entry.account.exchanged = true;
      return { account: entry.account, accessToken: tokenOf(entry.account) };
    },
    refresh: (account, refreshToken) => {
      if (!account?.authorized) throw new Refusal(61003);
      if (refreshToken !== account.refreshToken) throw new Refusal(61023);
      return tokenOf(account);
    },
    clear: () => codes.clear(),
  };
};
