import { type Account, enterprisePermissionSets, officialAccountPermissionSets } from './accounts.ts';
import { codeLife } from './authorizations.ts';
import { cancelled } from './standing.ts';
import type { World } from './world.ts';

/** What the link to an authorization page (授权链接) asks for. */
export type AuthorizationRequest = {
  readonly preAuthCode: string;
  /** Absent for a page inside a mini program. */
  readonly redirectUri?: string;
  /** 1 official accounts, 2 mini programs, 3 and 6 both; others list none of ours. */
  readonly authType: number;
  /** The one account it is for. */
  readonly appid?: string;
  /** The permission sets it asks for; what accounts grant by themselves unless told. */
  readonly sets?: readonly number[];
};

type Part = Pick<World, 'platform' | 'accounts' | 'authorizations'>;

/** Why WeChat shows an error in place of the page, in its words. */
export const complaintOf = ({ platform, accounts }: Part, request: AuthorizationRequest): string | undefined => {
  switch (platform.preAuthCodeIs(request.preAuthCode)) {
    case 'unknown':
      return 'pre_auth_code 无效';
    case 'expired':
      return 'pre_auth_code 已过期';
    case 'used':
      return 'pre_auth_code 已被使用';
  }
  if (request.redirectUri !== undefined && !platform.trusts(hostOf(request.redirectUri))) {
    return '回调页域名与登录授权的发起页域名不一致';
  }
  if (request.appid !== undefined && !accounts.has(request.appid)) return '指定的账号不存在';
  return undefined;
};

const kinds: Readonly<Record<number, readonly Account['kind'][]>> = {
  1: ['officialAccount'],
  2: ['miniProgram'],
  3: ['officialAccount', 'miniProgram'],
  6: ['officialAccount', 'miniProgram'],
};

/** The accounts an admin may choose from; the one that is asked for wins over the kind. */
export const choicesOf = ({ accounts }: Part, { appid, authType }: AuthorizationRequest): Account[] =>
  [...accounts.values()]
    .filter(({ standing }) => standing.status !== cancelled)
    .filter((account) =>
      appid === undefined ? (kinds[authType] ?? []).includes(account.kind) : account.appid === appid,
    );

/** The permission sets that are offered to an account. */
export const setsFor = ({ sets }: AuthorizationRequest, { kind }: Account): readonly number[] =>
  sets ?? (kind === 'officialAccount' ? officialAccountPermissionSets : enterprisePermissionSets);

/**
 * The admin agrees: uses the pre-authorization code up, pushes a code, as an update where the account had authorized
 * already, and gives the address to which the browser goes with it.
 */
export const agree = (
  { platform, authorizations }: Part,
  request: AuthorizationRequest,
  account: Account,
  chosen: readonly number[],
): string | undefined => {
  const event = account.authorized ? 'updateauthorized' : 'authorized';
  platform.usePreAuthCode(request.preAuthCode);
  account.permissionSets = setsFor(request, account).filter((id) => chosen.includes(id));
  const code = authorizations.grant(account);
  void authorizations.announce(event, account, code, request.preAuthCode);
  return request.redirectUri && withQuery(request.redirectUri, { auth_code: code, expires_in: String(codeLife) });
};

/** The host of an address; empty where it is none. */
export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : '');

/** An address with more in its query; what was there stays. */
export const withQuery = (address: string, added: Readonly<Record<string, string>>): string => {
  const url = new URL(address);
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  return url.href;
};
