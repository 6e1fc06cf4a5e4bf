import type { Logger } from 'pino';
import type { Ids } from '../../credentials/ids.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import { codeEnd, type EarlyExchange } from '../../messages/authorization.ts';
import type { CodeCallback } from '../../routing/code.ts';
import type { Client } from '../../wechat/client.ts';
import { attemptExchange, begun, isOpen, leftTrace } from './early-exchange.ts';
import { openEntry } from './entry.ts';
import { createInTurn } from './in-turn.ts';
import type { Inbox, InboxKey } from './inbox.ts';
import type { CallbackKeys } from './verify.ts';

/** What codes are rescued with. */
export type CodeRescueDeps = {
  readonly inbox: Inbox;
  readonly callback: CallbackKeys;
  readonly ids: Ids;
  readonly sealer: Sealer;
  /** Calls with the component token at hand: Temporal, which would give another, may be away. */
  readonly wechat: Pick<Client, 'getAuthorizerRefreshToken' | 'getAuthorizerInfo'>;
  /** Whether there is such a token. */
  readonly hasToken: () => boolean;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** How long Temporal may leave a callback with a code waiting, in milliseconds; 120,000 unless told. */
  readonly patience?: number;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
};

/** Exchanges the codes that Temporal takes too late. */
export type CodeRescue = {
  /** Delivers a callback with what its own exchange gave, if one was made, and removes both; none is begun meanwhile. */
  deliver(code: CodeCallback, key: InboxKey, delivery: (early?: EarlyExchange) => Promise<void>): Promise<void>;
  /** Begins nothing more; resolves when the exchanges under way have ended. */
  stop(): Promise<void>;
};

/** How many are exchanged at once. */
const atOnce = 8;
/** The most that are looked at in one round. */
const roundSize = 10_000;

/** A code in the inbox that Temporal did not take in time. */
type Overdue = CodeCallback & { readonly key: InboxKey; readonly id: string };

/**
 * Exchanges authorization codes itself where Temporal does not take them in time: a code lives 600 s, works once and can't
 * be had again. The sealed result lies in the inbox and is delivered in place of the exchange. See decision 0009.
 */
export const startCodeRescue = (deps: CodeRescueDeps): CodeRescue => {
  const { inbox, ids, log, patience = 120_000, clock = Date.now } = deps;
  const inTurn = createInTurn();
  const idOf = (code: string) => ids.hmac('authorization-code', code);
  /** What a full disk could not keep. */
  const inMemory = new Map<string, EarlyExchange>();
  /** Codes that are not for us, until they die: delivered ones, and those whose lost exchange the workflow will look up. */
  const settled = new Map<string, number>();
  const settle = (id: string, { createTime }: CodeCallback) => settled.set(id, codeEnd(createTime));
  const known = (id: string) => inMemory.get(id) ?? inbox.exchanges.get(id);
  let exchanging: Promise<unknown> = Promise.resolve();
  let saidTokenless = false;
  let stopped = false;

  const overdue = (): Overdue[] => {
    const codes = new Map<string, Overdue>();
    for (const key of inbox.keys('codes', 0, roundSize)) {
      const entry = inbox.read(key);
      if (!entry || clock() - entry.receivedAt < patience) continue;
      const code = openEntry(deps, entry)?.code;
      if (!code || clock() >= codeEnd(code.createTime)) continue;
      const id = idOf(code.code);
      if (!settled.has(id) && isOpen(known(id)) && !codes.has(id)) codes.set(id, { ...code, key, id });
    }
    return [...codes.values()];
  };

  const canCall = (): boolean => {
    const tokenless = !deps.hasToken();
    if (tokenless && !saidTokenless) {
      log.error(
        {},
        'the gateway has no component token that lives and Temporal gives none: authorization codes wait, and die 600 s after they were made',
      );
    }
    saidTokenless = tokenless;
    return !tokenless;
  };

  const rescue = async (one: Overdue): Promise<void> => {
    const { id, key, code, appid } = one;
    const before = known(id);
    if (stopped || settled.has(id) || !isOpen(before) || inbox.read(key) === undefined) return;
    if (before && (await leftTrace(deps.wechat, appid))) {
      settle(id, one);
      return;
    }
    // Between the two synced writes lies nothing but the call.
    await inbox.exchanges.put(id, begun);
    const { early, failure } = await attemptExchange(deps, code);
    if (early) inMemory.set(id, early);
    await (early ? inbox.exchanges.put(id, early) : inbox.exchanges.remove(id));
    inMemory.delete(id);
    log.warn(
      { appid: early && 'answer' in early ? early.answer.appid : appid, errcode: failure?.errcode, rid: failure?.rid },
      `Temporal took an authorization code too late; ${failure ? failure.hint : 'the gateway exchanged it.'}`,
    );
  };

  const round = async (): Promise<void> => {
    for (const [id, end] of settled) if (clock() >= end) settled.delete(id);
    const codes = overdue();
    if (codes.length === 0 || !canCall()) return;
    const next = codes.values();
    const work = async () => {
      for (const one of next) {
        await inTurn(one.id, () => rescue(one)).catch((error) => log.error({ err: error }, 'a code was not rescued'));
      }
    };
    exchanging = Promise.all(Array.from({ length: atOnce }, work));
    await exchanging;
  };

  let busy = false;
  const begin = async () => {
    if (busy) return;
    busy = true;
    await round().catch((error) => log.error({ err: error }, 'the codes could not be looked through'));
    busy = false;
  };
  const rounds = setInterval(begin, Math.min(5_000, Math.max(20, patience / 4)));

  return {
    deliver: (code, key, delivery) => {
      const id = idOf(code.code);
      return inTurn(id, async () => {
        const early = known(id);
        await delivery(early);
        settle(id, code);
        if (early) await inbox.exchanges.remove(id);
        inMemory.delete(id);
        await inbox.remove(key);
      });
    },
    stop: async () => {
      stopped = true;
      clearInterval(rounds);
      await exchanging;
    },
  };
};
