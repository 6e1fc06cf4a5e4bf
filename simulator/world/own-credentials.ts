import { chinaDay, within } from '../china-time.ts';
import type { Clock, Instant } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import type { AccessTokens } from './access-tokens.ts';

/** How long before its end a stable token is renewed, in seconds. */
const renewedAhead = 300;
/** Forced renewals: how many a day has, and how far apart they must be, in milliseconds. */
const forcedADay = 20;
const forcedApart = 30_000;

/** What a customised merchant (定制化型) has of its own, past any platform. */
export type OwnCredentials = {
  readonly secret: string;
  /** The hosts that may call for it; all where there is none. */
  readonly ipAllowList: readonly string[] | undefined;
  /** Its stable tokens that may still work, the latest first. */
  readonly tokens: string[];
  /** When tokens were renewed by force. */
  readonly forced: Instant[];
};

/** Credentials with which nobody called yet. */
export const ownCredentials = (secret: string, ipAllowList: readonly string[] | undefined): OwnCredentials => ({
  secret,
  ipAllowList,
  tokens: [],
  forced: [],
});

/** Refuses: 40013 no such account or without a secret, 40125 another secret. */
export const credentialsOf = (
  account: { readonly own?: OwnCredentials } | undefined,
  secret: string,
): OwnCredentials => {
  if (!account?.own) throw new Refusal(40013);
  if (account.own.secret !== secret) throw new Refusal(40125);
  return account.own;
};

/**
 * The stable token: the same until shortly before its end; by force a new one, with which the one before the last dies at
 * once and the last in 5 minutes. Forced too soon it stays. Refuses: 45009 forced too often today.
 */
export const stableToken = (
  own: OwnCredentials,
  { appid, force }: { readonly appid: string; readonly force: boolean },
  { clock, tokens }: { readonly clock: Clock; readonly tokens: AccessTokens },
): { readonly access_token: string; readonly expires_in: number; readonly renewed: boolean } => {
  const [latest] = own.tokens;
  const left = latest === undefined ? 0 : tokens.secondsLeft(latest);
  const forced = force && mayForce(own, clock.now());
  if (latest !== undefined && left > renewedAhead && !forced) {
    return { access_token: latest, expires_in: left, renewed: false };
  }
  if (forced) own.forced.push(clock.now());
  for (const old of own.tokens.splice(1)) tokens.revoke(old);
  const token = tokens.issue({ kind: 'authorizer', appid, own: true });
  own.tokens.unshift(token);
  return { access_token: token, expires_in: tokens.secondsLeft(token), renewed: true };
};

const mayForce = ({ forced }: OwnCredentials, now: Instant): boolean => {
  const last = forced.at(-1);
  if (last !== undefined && now - last < forcedApart) return false;
  if (within(chinaDay, forced, now).length >= forcedADay) throw new Refusal(45009);
  return true;
};
