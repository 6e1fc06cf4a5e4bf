import type { Client } from '@temporalio/client';
import { renewalMargin, type SealedToken } from '../messages/sealed.ts';
import type { Tokens } from '../wechat/client.ts';
import type { TokenOwner } from '../wechat/endpoint.ts';
import type { Sealer } from './sealer.ts';
import { tokenFailureOf } from './token-failure.ts';
import { type TokenSource, tokenSourceOf } from './token-source.ts';

/** What tokens are read with. */
export type TokenDeps = {
  readonly temporal: Client;
  readonly sealer: Sealer;
  /** Where renewed tokens outlive the process; nowhere unless told. */
  readonly kept?: KeptTokens;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
};

/** Sealed tokens by their owner, kept beyond the end of the process. */
export type KeptTokens = {
  get(owner: string): SealedToken | undefined;
  put(owner: string, token: SealedToken): Promise<void>;
};

/** In its last moments, in milliseconds, a token is not handed out any more: the call might arrive after its end. */
const lastMoments = 60_000;
/** How long Temporal may take for a token, in milliseconds. */
const patience = 60_000;

/** How long Temporal may take for a renewal that nobody waits for, in milliseconds. */
const renewalLimit = 10_000;

/** Reads tokens, and keeps them at hand for a time in which Temporal gives none. */
export type TokenReader = {
  readonly read: Tokens;
  /** Takes the entity's token over, and has it refreshed where it is missing or near its end. */
  readonly renew: (owner: TokenOwner) => Promise<void>;
  /** The token of the cache or of the process before, while it lives; never asks Temporal. */
  readonly atHand: (owner: TokenOwner) => string | undefined;
};

type Held = { readonly token: string; readonly expiresAt: number };

/**
 * Reads tokens: from this process's cache, else from the entity by query, else by an update that refreshes where the
 * token there is near its end or the stale one. One of each is in flight for an owner; near its end the old token is
 * served while a refresh runs behind. Throws `WeChatError`, whose effect is `none`. The SDK's connection backs off where
 * an entity has too many updates (RESOURCE_EXHAUSTED).
 */
export const createTokenReader = ({ temporal, sealer, kept, clock = Date.now }: TokenDeps): TokenReader => {
  const cache = new Map<string, Held>();
  const left = ({ expiresAt }: Held) => expiresAt - clock();

  const keep = (source: TokenSource, { token, expiresAt }: SealedToken): Held => {
    const held = { token: sealer.open(token, source.owner), expiresAt };
    cache.set(source.workflowId, held);
    return held;
  };
  const load = oneInFlight(temporal, async (source: TokenSource) => {
    const current = await temporal.workflow.getHandle(source.workflowId).query(source.query);
    return current ? keep(source, current) : undefined;
  });
  const refresh = oneInFlight(temporal, async (source: TokenSource, stale?: string) => {
    const ask = stale === undefined ? {} : { stale: sealer.seal(source.owner, stale).fingerprint };
    const entity = temporal.workflow.getHandle(source.workflowId);
    return keep(source, await entity.executeUpdate(source.refresh, { args: [ask] }));
  });

  const read: Tokens = async (owner, stale) => {
    const source = tokenSourceOf(owner);
    const held = cache.get(source.workflowId) ?? (stale === undefined ? await load(source) : undefined);
    if (held && held.token !== stale && left(held) > lastMoments) {
      // Whoever needs the token in its last moments learns of a failure.
      if (left(held) <= renewalMargin.reader) refresh(source).catch(() => {});
      return held.token;
    }
    cache.delete(source.workflowId);
    const fresh = await refresh(source, stale);
    // A refresh that was under way before this token was found stale may have brought just that one.
    return (fresh.token === stale ? await refresh(source, stale) : fresh).token;
  };
  const renew = (owner: TokenOwner) =>
    temporal.withDeadline(Date.now() + renewalLimit, async () => {
      const source = tokenSourceOf(owner);
      const entity = temporal.workflow.getHandle(source.workflowId);
      const current = await entity.query(source.query);
      const lives = current && left(keep(source, current)) > renewalMargin.reader;
      const fresh = lives ? current : await entity.executeUpdate(source.refresh, { args: [{}] });
      keep(source, fresh);
      const before = kept?.get(source.owner)?.token;
      // The same token under another key is kept anew: the one before may leave the ring.
      if (before?.fingerprint === fresh.token.fingerprint && before.keyId === fresh.token.keyId) return;
      await kept?.put(source.owner, fresh);
    });
  /** The token of the process before this one. */
  const inherited = ({ owner }: TokenSource): Held | undefined => {
    const sealed = kept?.get(owner);
    try {
      return sealed && { token: sealer.open(sealed.token, owner), expiresAt: sealed.expiresAt };
    } catch {
      // Its key has left the ring.
      return undefined;
    }
  };
  const atHand = (owner: TokenOwner) => {
    const source = tokenSourceOf(owner);
    const held = cache.get(source.workflowId) ?? inherited(source);
    return held && left(held) > lastMoments ? held.token : undefined;
  };
  return { read, renew, atHand };
};

/** Shares a question to an entity among all who ask it while it is under way, and limits its time. */
const oneInFlight = <T>(temporal: Client, ask: (source: TokenSource, stale?: string) => Promise<T>) => {
  const underWay = new Map<string, Promise<T>>();
  return (source: TokenSource, stale?: string): Promise<T> => {
    const running = underWay.get(source.workflowId);
    if (running) return running;
    const asked = temporal
      .withDeadline(Date.now() + patience, () => ask(source, stale))
      .catch((error) => {
        throw tokenFailureOf(error, source);
      })
      .finally(() => underWay.delete(source.workflowId));
    underWay.set(source.workflowId, asked);
    return asked;
  };
};
