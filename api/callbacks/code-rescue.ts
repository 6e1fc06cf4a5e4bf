import type { Logger } from 'pino';
import { exchangeCode } from '../../credentials/code-exchange.ts';
import type { Ids } from '../../credentials/ids.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import { codeEnd, type EarlyExchange } from '../../messages/authorization.ts';
import { type CodeCallback, codeInXml } from '../../routing/code.ts';
import type { Client, Tokens } from '../../wechat/client.ts';
import { WeChatError, type WeChatFailure } from '../../wechat/wechat-error.ts';
import { createInTurn } from './in-turn.ts';
import type { Inbox, InboxKey } from './inbox.ts';
import { type CallbackKeys, decryptWith, isRefusal } from './verify.ts';

/** What codes are rescued with. */
export type CodeRescueDeps = {
  readonly inbox: Inbox;
  readonly callback: CallbackKeys;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly wechat: Pick<Client, 'getAuthorizerRefreshToken' | 'getAuthorizerInfo'>;
  /** The tokens of `wechat`, to ask for the component's before an exchange is begun. */
  readonly tokens: Tokens;
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
  /** Begins nothing more; resolves when what was under way has ended. */
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
  const { inbox, callback, ids, log, patience = 120_000, clock = Date.now } = deps;
  const inTurn = createInTurn();
  const idOf = (code: string) => ids.hmac('authorization-code', code);
  /** What a full disk could not keep. */
  const inMemory = new Map<string, EarlyExchange>();
  /** Codes that are not for us, until they die: delivered ones, and those whose lost exchange the workflow will look up. */
  const settled = new Map<string, number>();
  const settle = (id: string, { createTime }: CodeCallback) => settled.set(id, codeEnd(createTime));
  const known = (id: string) => inMemory.get(id) ?? inbox.exchanges.get(id);
  let tokenless = false;
  let stopped = false;

  const overdue = (): Overdue[] => {
    const codes = new Map<string, Overdue>();
    for (const key of inbox.keys('codes', 0, roundSize)) {
      const entry = inbox.read(key);
      if (!entry || clock() - entry.receivedAt < patience) continue;
      const opened = decryptWith(callback, entry.encrypted);
      const code = isRefusal(opened) ? undefined : codeInXml(opened.message);
      if (!code || clock() >= codeEnd(code.createTime)) continue;
      const id = idOf(code.code);
      if (!settled.has(id) && isOpen(known(id)) && !codes.has(id)) codes.set(id, { ...code, key, id });
    }
    return [...codes.values()];
  };

  const hasToken = async (): Promise<boolean> => {
    const token = await deps.tokens({ kind: 'component' }).catch(() => undefined);
    if (token === undefined && !tokenless) {
      log.error({}, 'the component token has ended and Temporal gives no other: authorization codes wait unexchanged');
    }
    tokenless = token === undefined;
    return !tokenless;
  };

  const rescue = async (overdue: Overdue): Promise<void> => {
    const { id, key, code, appid } = overdue;
    const before = known(id);
    if (stopped || settled.has(id) || !isOpen(before) || inbox.read(key) === undefined) return;
    if (before && (await leftTrace(deps.wechat, appid))) {
      settle(id, overdue);
      return;
    }
    await inbox.exchanges.put(id, begun);
    const early = await exchange(code);
    if (!early) return inbox.exchanges.remove(id);
    inMemory.set(id, early);
    await inbox.exchanges.put(id, early);
    inMemory.delete(id);
    log.warn(
      { appid: 'answer' in early ? early.answer.appid : appid, exchanged: 'answer' in early },
      'Temporal took an authorization code too late, so the gateway exchanged it',
    );
  };

  /** What came of an exchange; nothing where it is proven that WeChat did nothing and may do it later. */
  const exchange = async (code: string): Promise<EarlyExchange | undefined> => {
    try {
      return { answer: await exchangeCode(deps, code) };
    } catch (error) {
      if (!(error instanceof WeChatError)) throw error;
      const { failure } = error;
      log.warn({ endpoint: failure.endpoint, errcode: failure.errcode, rid: failure.rid }, failure.hint);
      return failure.effect === 'none' && failure.class !== 'rejected' ? undefined : { failure };
    }
  };

  const round = async (): Promise<void> => {
    for (const [id, end] of settled) if (clock() >= end) settled.delete(id);
    const codes = overdue();
    if (codes.length === 0 || !(await hasToken())) return;
    const next = codes.values();
    const work = async () => {
      for (const one of next) {
        await inTurn(one.id, () => rescue(one)).catch((error) => log.error({ err: error }, 'a code was not rescued'));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  };

  let underWay: Promise<void> | undefined;
  const begin = () => {
    underWay ??= round()
      .catch((error) => log.error({ err: error }, 'the codes could not be looked through'))
      .finally(() => {
        underWay = undefined;
      });
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
      await underWay;
    },
  };
};

/** What is written before an exchange is made, and stays where its end was never seen. */
const begun: { readonly failure: WeChatFailure } = {
  failure: {
    endpoint: '/cgi-bin/component/api_query_auth',
    kind: 'transport',
    class: 'transient',
    effect: 'unknown',
    hint: 'The gateway began the exchange while Temporal was away, and its end is not known.',
    hintZh: '网关已开始兑换授权码，结果未知',
  },
};

/** WeChat's refusal of calls about an account that has not authorized us. */
const notAuthorized = 61003;

/** Whether a code may still be exchanged: nobody did, or its effect is not known. */
const isOpen = (early: EarlyExchange | undefined): boolean =>
  early === undefined || ('failure' in early && early.failure.effect === 'unknown');

/** Whether a begun exchange took effect as far as can be told: only an account without a refresh token proves that it did not. */
const leftTrace = async (wechat: Pick<Client, 'getAuthorizerInfo'>, appid: string | undefined): Promise<boolean> => {
  if (appid === undefined) return true;
  try {
    const { authorization_info: info } = await wechat.getAuthorizerInfo({ authorizer_appid: appid });
    return Boolean(info.authorizer_refresh_token);
  } catch (error) {
    // Withdrawn meanwhile: its code is of no use any more.
    if (error instanceof WeChatError && error.failure.errcode === notAuthorized) return true;
    throw error;
  }
};
