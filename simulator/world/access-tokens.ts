import { randomBytes } from 'node:crypto';
import type { TokenOwner } from '../../wechat/endpoint.ts';
import type { Clock, Instant } from '../clock.ts';
import type { Records } from '../records.ts';
import { Refusal } from '../refusal.ts';

/** How long an access token lives, in seconds. */
export const tokenLife = 7200;
/** How long an old token still works beside a newer one, in milliseconds. */
const overlap = 5 * 60_000;

/** Whose token it is; `own` where the account had it for its own secret, past the platform. */
export type TokenHolder = TokenOwner & { readonly own?: true };

/** What a token ends with: the code a call with it gets afterwards. */
type Issued = { readonly holder: TokenHolder; endsAt: Instant; afterwards: 40001 | 42001 };

/** The access tokens of the platform and of all accounts. */
export type AccessTokens = {
  /** A new token of 7,200 s; the former one of this holder works 5 more minutes. */
  issue(holder: TokenHolder): string;
  /** Whose token it is. Refuses: 40001 unknown or replaced, 42001 expired. */
  ownerOf(token: string): TokenHolder;
  /** How long a token still lives, in seconds; 0 where it does not. */
  secondsLeft(token: string): number;
  /** Kills one token at once: calls with it get 40001. */
  revoke(token: string): void;
  /** Kills all tokens of some owners at once: calls with them get 42001. */
  expire(whose: (owner: TokenOwner) => boolean): void;
};

const keyOf = (holder: TokenHolder) =>
  holder.kind === 'component' ? 'component' : `${holder.appid}${holder.own ? ' own' : ''}`;

/** Makes the store of tokens. */
export const createAccessTokens = (clock: Clock, records: Records): AccessTokens => {
  const issued = new Map<string, Issued>();
  const latest = new Map<string, Issued>();
  return {
    issue: (holder) => {
      const token = records.secret(`${holder.kind}-access-token`, randomBytes(60).toString('base64url'));
      const former = latest.get(keyOf(holder));
      if (former && former.endsAt > clock.now() + overlap) {
        former.endsAt = clock.now() + overlap;
        former.afterwards = 40001;
      }
      const entry: Issued = { holder, endsAt: clock.now() + tokenLife * 1000, afterwards: 42001 };
      issued.set(token, entry);
      latest.set(keyOf(holder), entry);
      return token;
    },
    ownerOf: (token) => {
      const entry = issued.get(token);
      if (!entry) throw new Refusal(40001);
      if (entry.endsAt <= clock.now()) throw new Refusal(entry.afterwards);
      return entry.holder;
    },
    secondsLeft: (token) => Math.max(0, Math.ceil(((issued.get(token)?.endsAt ?? 0) - clock.now()) / 1000)),
    revoke: (token) => {
      const entry = issued.get(token);
      if (entry) Object.assign(entry, { endsAt: Math.min(entry.endsAt, clock.now()), afterwards: 40001 });
    },
    expire: (whose) => {
      for (const entry of issued.values()) {
        if (whose(entry.holder)) entry.endsAt = Math.min(entry.endsAt, clock.now());
      }
    },
  };
};
