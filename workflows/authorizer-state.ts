import { type CurrentAuthorization, codeEnd } from '../messages/authorization.ts';
import type {
  AppliedGrant,
  AuthorizationDoubt,
  AuthorizationListing,
  AuthorizerState,
  LeaseClaim,
} from '../messages/authorizer.ts';
import type { Delivery } from '../messages/delivery.ts';
import type { Sealed, SealedToken } from '../messages/sealed.ts';
import { holdersToWake } from './lease-state.ts';
import { seenOnce } from './seen.ts';

/** An access token that ended this long ago was last refreshed 20 h ago; in milliseconds. */
const idleAfterEnd = 18 * 3_600_000;

/** The entity of an account of which nothing is known yet. */
export const newAuthorizer = (appid: string): AuthorizerState => ({
  appid,
  origin: 'authorized',
  authorization: 'none',
  authorizationTime: 0,
  permissionSets: [],
  account: {},
  ledger: [],
  events: [],
  eventCount: 0,
  leases: {},
  seen: [],
  answered: {},
});

/** Applies a grant unless a later grant or withdrawal was applied; one without account data is to be looked up. */
export const granted = (before: AuthorizerState, grant: AppliedGrant): AuthorizerState => {
  const state = seenOnce(before, grant.key);
  if (!state || grant.createTime < before.authorizationTime) return state ?? before;
  const { doubt, ...rest } = authorizedWith(state, grant.refreshToken);
  const laterDoubt = doubt && doubt.createTime > grant.createTime ? doubt : undefined;
  const remaining = laterDoubt ?? (grant.account ? undefined : { createTime: grant.createTime });
  return {
    ...rest,
    authorizationTime: grant.createTime,
    permissionSets: grant.permissionSets,
    ...(grant.accessToken ? { accessToken: grant.accessToken } : {}),
    account: { ...state.account, ...grant.account },
    ...allToWake(state),
    ...(remaining ? { doubt: remaining } : {}),
  };
};

/** Whether an account has tokens by its authorization, so that a secret of its own is not for it. */
export const needsNoSecret = ({ origin, authorization }: AuthorizerState): boolean =>
  origin !== 'customised' && authorization === 'granted';

/** A customised merchant's own secret was proved by a token. */
export const secretAdopted = (
  state: AuthorizerState,
  {
    secret,
    accessToken,
    ...assignment
  }: {
    readonly secret: Sealed;
    readonly accessToken: SealedToken;
    readonly merchantId?: string;
  },
): AuthorizerState => ({
  ...withoutTokens(state),
  ...assignment,
  origin: 'customised',
  authorization: 'granted',
  ownSecret: secret,
  accessToken,
  ...allToWake(state),
});

/**
 * A code could not be exchanged. A refresh token we hold from before may live: it is to be proved. A customised merchant's
 * own secret gives tokens as before.
 */
export const exchangeLost = (
  before: AuthorizerState,
  { createTime, key }: { readonly createTime: number; readonly key: string },
): AuthorizerState => {
  const state = seenOnce(before, key);
  if (!state || createTime < before.authorizationTime || state.ownSecret) return state ?? before;
  return state.refreshToken ? { ...state, proofDue: 0 } : { ...state, authorization: 'lost' };
};

/** A withdrawal was pushed: WeChat is asked whether it is so, unless a later grant or withdrawal was applied. */
export const withdrawalPushed = (before: AuthorizerState, { key, createTime }: Delivery<'unauthorized'>) => {
  const state = seenOnce(before, key);
  if (!state || createTime < before.authorizationTime) return state ?? before;
  return doubted(state, { createTime });
};

/** The list names the account: what it says anew is looked up, and an idle refresh token is to be proved. `now` in milliseconds. */
export const listed = (
  state: AuthorizerState,
  { refreshToken, authTime, proveWithin = 0 }: AuthorizationListing,
  now: number,
): AuthorizerState => {
  const idle = now - (state.accessToken?.expiresAt ?? 0) > idleAfterEnd;
  if (state.authorization === 'granted' && state.refreshToken && authTime <= state.authorizationTime) {
    return idle ? { ...state, proofDue: state.proofDue ?? proveWithin } : state;
  }
  // A code may still be on its way.
  if (!refreshToken && now < codeEnd(authTime)) return state;
  const createTime = Math.max(authTime, state.authorizationTime);
  return doubted(state, { createTime, ...(refreshToken ? { refreshToken } : {}) });
};

/** The list does not name the account: WeChat is asked, unless its tokens come from elsewhere or are known to be gone. */
export const unlisted = (state: AuthorizerState): AuthorizerState =>
  state.authorization === 'granted' && state.refreshToken
    ? doubted(state, { createTime: state.authorizationTime })
    : state;

/**
 * Applies what WeChat said when it was asked about a doubt, unless a later grant or withdrawal was applied meanwhile. A
 * doubt that came meanwhile stays: the answer may be older than what it is about. A customised merchant's own secret needs
 * no authorization, and gives way only to one that brings a refresh token.
 */
export const settled = (
  state: AuthorizerState,
  doubt: AuthorizationDoubt,
  current: CurrentAuthorization,
): AuthorizerState => {
  if (state.authorizationTime > doubt.createTime) return state;
  if (current.kind === 'withdrawn') {
    if (state.ownSecret) return state;
    const authorizationTime = doubt.createTime;
    const told = allToWake(state);
    return { ...withoutTokens(state), authorization: 'withdrawn', authorizationTime, permissionSets: [], ...told };
  }
  const { permissionSets } = current;
  const account = { ...state.account, ...current.account };
  const refreshToken = current.refreshToken ?? doubt.refreshToken ?? state.refreshToken;
  if (!refreshToken) {
    if (state.ownSecret) return state;
    return { ...withoutTokens(state), authorization: 'lost', permissionSets, account };
  }
  const news = state.authorization !== 'granted' || permissionSets.join() !== state.permissionSets.join();
  return {
    ...authorizedWith(state, refreshToken),
    authorizationTime: doubt.createTime,
    permissionSets,
    account,
    ...(news ? allToWake(state) : {}),
  };
};

/** WeChat is being asked about the doubt; where it can't say, the reconciliation comes back to it. */
export const withoutDoubt = ({ doubt: _asked, ...state }: AuthorizerState): AuthorizerState => state;

/** The proof of the refresh token is under way. */
export const withoutProof = ({ proofDue: _due, ...state }: AuthorizerState): AuthorizerState => state;

/** Stores both tokens of a refresh in one step, unless a newer authorization replaced the one it was made with. */
export const refreshed = (
  state: AuthorizerState,
  used: Sealed,
  tokens: { readonly accessToken: SealedToken; readonly refreshToken: Sealed },
): AuthorizerState => {
  if (state.refreshToken?.fingerprint !== used.fingerprint) return state;
  return { ...withoutProof(state), ...tokens };
};

/** Drops a refresh token that WeChat refused, unless a newer one took its place. */
export const refreshTokenDied = (state: AuthorizerState, dead: Sealed): AuthorizerState =>
  state.refreshToken?.fingerprint === dead.fingerprint ? withoutTokens(state) : state;

/** No refresh token can be had: the merchant must update the authorization. */
export const authorizationLost = (state: AuthorizerState): AuthorizerState => ({
  ...withoutTokens(state),
  authorization: 'lost',
});

/** So many runs without a lease are told; an account has a few. */
const mostListeners = 20;

/** A run without a lease wants to hear of the next change. */
export const heeded = (state: AuthorizerState, claim: LeaseClaim): AuthorizerState => {
  const others = (state.listeners ?? []).filter(({ runId }) => runId !== claim.runId);
  return { ...state, listeners: [...others, claim].slice(-mostListeners) };
};

/** One that was to be told is, or is about to be. */
export const withoutUntold = (state: AuthorizerState, claim: LeaseClaim): AuthorizerState => ({
  ...state,
  untold: (state.untold ?? []).filter(({ runId }) => runId !== claim.runId),
});

/** Everybody who waits on the authorization is to be told that it changed; who holds no lease once. */
const allToWake = ({ leases, listeners = [], untold = [] }: AuthorizerState) => ({
  leases: holdersToWake(leases),
  ...(listeners.length > 0 ? { listeners: [], untold: [...untold, ...listeners] } : {}),
});

const doubted = (state: AuthorizerState, doubt: AuthorizationDoubt): AuthorizerState =>
  state.doubt && state.doubt.createTime > doubt.createTime ? state : { ...state, doubt };

/** Tokens come from the authorization from now on; a customised merchant needs its own secret no more. */
const authorizedWith = (state: AuthorizerState, refreshToken: Sealed): AuthorizerState => {
  const { ownSecret, ...rest } = withRefreshToken(state, refreshToken);
  return { ...rest, ...(ownSecret ? { origin: 'authorized' } : {}), authorization: 'granted' };
};

/** Another refresh token is another authorization: the access token of the former died with it. */
const withRefreshToken = (state: AuthorizerState, refreshToken: Sealed): AuthorizerState => {
  const same = state.refreshToken?.fingerprint === refreshToken.fingerprint;
  return { ...(same ? state : withoutTokens(state)), refreshToken };
};

const withoutTokens = ({ accessToken, refreshToken, proofDue, ...rest }: AuthorizerState): AuthorizerState => rest;
