import { setHandler } from '@temporalio/workflow';
import type { AuthorizationResult, ExchangeRequest } from '../messages/authorization.ts';
import {
  type AuthorizationLinkInput,
  type AuthorizationLinkOutcome,
  authorizationReturned,
  type LackingSets,
  type ReturnedCode,
} from '../messages/authorization-link.ts';
import type { ProcessResult, WaitingFor } from '../messages/progress.ts';
import { type LinkedAccounts, openLinkedAccounts } from './authorization-link/linked-accounts.ts';
import { openPreAuthCodes } from './authorization-link/pre-auth-codes.ts';
import { listenFor } from './hints.ts';
import { openProcess } from './process.ts';
import { exchange } from './registration/authorization.ts';

/** A code is exchanged up to this long after the last view of the page ended, in milliseconds. */
const grace = 10 * 60_000;

/** WeChat brings one code for each view; whoever makes up more must not fill the history. */
const mostReturned = 1_000;

/**
 * A link by which a merchant authorizes the platform: hands out a pre-authorization code for each view of its page, and
 * tells each account that comes back, by push or by browser, whose it is. It stays open to its end, because a merchant
 * may have several accounts, unless it is for a single one.
 */
export async function authorizationLink(
  input: AuthorizationLinkInput,
): Promise<ProcessResult<AuthorizationLinkOutcome>> {
  const end = Date.now() + input.life;
  const process = openProcess(`Authorization link for ${input.merchantId}`, ['authorization']);
  const pushes = listenFor('authorized', 'updateauthorized');
  const returned: ReturnedCode[] = [];
  const accounts = openLinkedAccounts(input.permissionSets);
  const taken = new Set<string>();
  setHandler(authorizationReturned, (code) => {
    if (returned.length < mostReturned && !returned.some(({ key }) => key === code.key)) returned.push(code);
  });
  const codes = openPreAuthCodes(process, input, { end, accounts });
  for (const link of input.links) process.progress.link(link);

  const next = (): (ExchangeRequest & { readonly key: string }) | undefined => {
    const assignment = { merchantId: input.merchantId };
    const pushed = pushes.received.map(({ key, createTime, payload }) => {
      return { key, createTime, code: payload.AuthorizationCode, appid: payload.AuthorizerAppid, assignment };
    });
    const brought = returned.map((code) => ({ ...code, assignment, unverified: true as const }));
    return [...pushed, ...brought].find(({ key }) => !taken.has(key));
  };
  const take = async ({ key, ...request }: ExchangeRequest & { readonly key: string }) => {
    taken.add(key);
    const result = await process.attempt(() => exchange.exchangeAuthorization(request));
    process.progress.note('authorization', noteOf(request, result));
    if (!isProven(request, result) || result.kind === 'lost') return;
    accounts.add(result.appid, result.permissionSets);
    // An account that lacks something is asked for again; else only further accounts are to come.
    if (isEmpty(accounts.lacking())) process.progress.finish('authorization');
    else process.progress.begin('authorization');
  };

  const authorized = () => {
    const lacking = accounts.lacking();
    return { appids: accounts.appids(), ...(isEmpty(lacking) ? {} : { lacking }) };
  };

  return process.run<AuthorizationLinkOutcome>(
    async () => {
      process.progress.begin('authorization');
      for (;;) {
        const arrived = next();
        const left = Math.max(end, codes.lastEnd() + grace) - Date.now();
        if (arrived) await take(arrived);
        else if (input.single && accounts.appids().length > 0 && isEmpty(accounts.lacking())) break;
        else if (left <= 0) break;
        else await process.pause(left, waitingFor(input, end, accounts), () => next() !== undefined);
      }
      if (accounts.appids().length > 0) {
        process.progress.finish('authorization');
        return { kind: 'authorized', ...authorized() };
      }
      const note = 'Nobody authorized an account through this link.';
      process.progress.fail('authorization', note);
      return { kind: 'expired', note };
    },
    { cancelled: (by) => ({ ...by, ...authorized() }) },
  );
}

/** What nobody signed proves whose account it is only by its own exchange; a look-up may have found somebody else's. */
const isProven = ({ unverified }: ExchangeRequest, { kind }: AuthorizationResult) =>
  !unverified || kind === 'exchanged';

const noteOf = (request: ExchangeRequest, result: AuthorizationResult): string => {
  if (result.kind === 'lost') return result.reason;
  if (isProven(request, result)) return `${result.appid} was authorized.`;
  return `${result.appid} was authorized; the answer was lost, so its push must tell that it was by this link.`;
};

const isEmpty = (lacking: LackingSets) => Object.keys(lacking).length === 0;

const waitingFor = ({ setNames = {} }: AuthorizationLinkInput, end: number, accounts: LinkedAccounts): WaitingFor => {
  const until = new Date(end).toISOString();
  const lacking = Object.entries(accounts.lacking());
  if (lacking.length > 0) {
    const named = (separator: string) =>
      lacking.map(([appid, sets]) => [appid, sets.map((id) => setNames[id] ?? String(id)).join(separator)]);
    return {
      what: `${named(', ').map(([appid, sets]) => `${appid} did not grant ${sets}`)}: the merchant opens the link again and leaves every permission set ticked (更新授权)`,
      who: 'merchant',
      until,
      whatZh: `${named('、')
        .map(([appid, sets]) => `${appid} 还缺少以下权限：${sets}`)
        .join('；')}。请重新授权该账号，并保留全部勾选的权限。`,
    };
  }
  if (accounts.appids().length > 0) return { what: 'The link can be used for further accounts', who: 'wechat', until };
  return { what: 'The merchant opens the link and authorizes an account', who: 'merchant', until };
};
