import {
  ActivityFailure,
  isCancellation,
  setCurrentDetails,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import {
  type AuthorizationInput,
  type AuthorizationResult,
  codeEnd,
  type EarlyExchange,
  type Exchange,
  type Grant,
} from '../messages/authorization.ts';
import type { Account } from '../messages/authorizer.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import type { WeChatFailure } from '../wechat/wechat-error.ts';
import { adoptedGrant, afterFailedExchange } from './authorization-state.ts';
import { authorizationCalls, authorizerCalls, exchangeCall } from './credentials.ts';
import { weChatFailureOf, wordsOf } from './failures.ts';

type Obtained =
  | { readonly kind: 'exchanged' | 'adopted'; readonly grant: Grant & { readonly account?: Account } }
  | { readonly kind: 'lost'; readonly reason: string };

/** A code that arrives after its end is tried all the same: the clocks may differ. In milliseconds. */
const lastChance = 30_000;

/** The exchange worked and gave nothing to work with. */
const noRights: WeChatFailure = {
  endpoint: '/cgi-bin/component/api_query_auth',
  kind: 'refused',
  class: 'rejected',
  effect: 'none',
  hint: 'The account has no rights to its API, so WeChat gave no tokens.',
  hintZh: '该账号没有接口权限',
};

/** Exchanges one authorization code, once for everybody who holds it, and tells the account's entity. */
export const authorization = async (input: AuthorizationInput): Promise<AuthorizationResult> => {
  const obtained = await obtain(input);
  const result = await report(input, obtained);
  const lost = result.kind === 'lost';
  setCurrentDetails(lost ? `**merchant must act**: ${result.reason}` : `The code was ${result.kind}.`);
  upsertSearchAttributes([
    { key: searchAttributes.AppId, value: result.appid ?? null },
    { key: searchAttributes.Stage, value: result.kind },
    { key: searchAttributes.Attention, value: lost ? 'merchant' : 'none' },
  ]);
  return result;
};

/** One exchange: what it granted, or why it gave nothing. */
type Attempt = { readonly grant: Grant } | { readonly failure: WeChatFailure };

/**
 * The exchange, unless the gateway made it already. Where its answer is lost the effect is looked up; it is made again
 * only where none is found.
 */
const obtain = async (input: AuthorizationInput): Promise<Obtained> => {
  const end = codeEnd(input.createTime);
  let early = input.early && attemptOf(input.early);
  for (let pause = 1_000; ; pause = Math.min(2 * pause, 30_000)) {
    const attempt = early ?? (await exchange(input, Math.max(end - Date.now(), lastChance)));
    early = undefined;
    if ('grant' in attempt) return { kind: 'exchanged', grant: attempt.grant };
    const { over, lookUp } = afterFailedExchange(attempt.failure, end, Date.now());
    const found = lookUp ? await lookUpGrant(input) : undefined;
    if (found) return { kind: 'adopted', grant: found };
    if (over) return { kind: 'lost', reason: wordsOf(attempt.failure) };
    await sleep(pause, { summary: 'Until the exchange is tried again' });
  }
};

const exchange = async ({ code }: AuthorizationInput, beginWithin: number): Promise<Attempt> => {
  try {
    return grantIn(await exchangeCall(beginWithin).getAuthorizerRefreshToken({ code }));
  } catch (error) {
    return { failure: weChatFailureOf(error) };
  }
};

const attemptOf = (early: EarlyExchange): Attempt => ('answer' in early ? grantIn(early.answer) : early);

const grantIn = ({ refreshToken, ...answer }: Exchange): Attempt =>
  refreshToken ? { grant: { ...answer, refreshToken } } : { failure: noRights };

/** What a lost exchange granted, if it happened; `undefined` also where WeChat can't say for minutes. */
const lookUpGrant = async ({ appid, createTime }: AuthorizationInput) => {
  const call = authorizerCalls('Look up the lost exchange');
  try {
    const account = appid ?? (await call.findNewAuthorizer({ since: createTime }));
    return account ? adoptedGrant(account, await call.lookUpAuthorization({ appid: account })) : undefined;
  } catch (error) {
    if (error instanceof ActivityFailure && !isCancellation(error)) return undefined;
    throw error;
  }
};

/** Tells the entity of the account, where one is known. */
const report = async ({ appid, createTime }: AuthorizationInput, obtained: Obtained): Promise<AuthorizationResult> => {
  const { workflowId: key } = workflowInfo();
  if (obtained.kind === 'lost') {
    if (appid) await authorizationCalls('Report the lost authorization').reportLoss({ appid, createTime, key });
    return { kind: 'lost', ...(appid ? { appid } : {}), reason: obtained.reason };
  }
  const { kind, grant } = obtained;
  await authorizationCalls('Report the authorization').reportGrant({ ...grant, createTime, key });
  return { kind, appid: grant.appid, permissionSets: grant.permissionSets };
};
