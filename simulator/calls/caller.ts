import type { EndpointSpec } from '../../wechat/endpoint.ts';
import * as audit from '../../wechat/endpoints/code-management-audit.ts';
import * as release from '../../wechat/endpoints/code-management-release.ts';
import { Refusal } from '../refusal.ts';
import type { TokenHolder } from '../world/access-tokens.ts';
import type { Account } from '../world/accounts.ts';
import type { World } from '../world/world.ts';
import type { Fields } from './fields.ts';

/** Calls that only a platform makes for an account. */
const onBehalfOnly: ReadonlySet<string> = new Set(
  Object.values<EndpointSpec>({ ...audit, ...release }).map(({ path }) => path),
);

/**
 * Whose token the call carries. The platform's has two names, and the cloud's token stands for either. A call that names the
 * account in its body may come with the platform's token too. Refuses: 41001 and 41021 none, 40001 and 42001 dead, 48001
 * not open to the cloud, 41018 the platform's for an account without its name, 61014 and 61015 the other kind.
 */
export const callerOf = (
  spec: EndpointSpec,
  query: URLSearchParams,
  fields: Fields,
  world: World,
): TokenHolder | undefined => {
  if (spec.token === 'none') return undefined;
  const holder = holderOf(spec, query, world);
  if (spec.token === 'either' || holder.kind === spec.token) return holder;
  const { authorizer_appid: appid } = fields;
  if (spec.namesAuthorizer && typeof appid === 'string') {
    if (!fields.component_appid) throw new Refusal(41018);
    return { kind: 'authorizer', appid };
  }
  throw new Refusal(spec.token === 'component' ? 61014 : 61015);
};

const holderOf = (spec: EndpointSpec, query: URLSearchParams, world: World): TokenHolder => {
  const ofCloud = query.get('cloudbase_access_token');
  if (ofCloud) return world.cloud.ownerOf(ofCloud, spec.path);
  // Calls below /sns/ know the token by one name only.
  const isSns = spec.path.startsWith('/sns/');
  const onlyAccounts = spec.token === 'authorizer' && !spec.namesAuthorizer;
  const ofPlatform = onlyAccounts ? null : query.get('component_access_token');
  const token = (isSns ? null : query.get('access_token')) ?? ofPlatform;
  if (!token) throw new Refusal(isSns ? 41021 : 41001);
  return world.tokens.ownerOf(token);
};

/** Whose call it is, and so whose quota it takes and who may ask for its rid. */
export const askerOf = (spec: EndpointSpec, caller: TokenHolder | undefined, fields: Fields, world: World): string => {
  if (caller?.kind === 'authorizer') return caller.appid;
  return callsForItself(spec, caller) ? String(fields.appid) : world.platform.appid;
};

/** Whether an account makes the call with what is its own, past the platform. */
const callsForItself = (spec: EndpointSpec, caller: TokenHolder | undefined): boolean =>
  caller ? caller.own === true : spec.token === 'none' && !spec.namesComponent;

/** Refuses a host: 61004 not on the platform's list, 40164 not on the list of an account that calls for itself. */
export const checkHost = (
  call: { readonly spec: EndpointSpec; readonly caller: TokenHolder | undefined; readonly asker: string },
  ip: string,
  world: World,
): void => {
  const itself = callsForItself(call.spec, call.caller);
  const list = itself ? world.accounts.get(call.asker)?.own?.ipAllowList : world.ipAllowList;
  if (list && !list.includes(ip)) throw new Refusal(itself ? 40164 : 61004);
};

/**
 * The account whose token it is. Refuses: 61003 not authorized, 61007 permission set not granted, 61016 granted but not
 * confirmed; with a token of its own 40001 no such account, 86000 what only a platform may do.
 */
export const accountOf = (spec: EndpointSpec, caller: TokenHolder | undefined, world: World): Account | undefined => {
  if (caller?.kind !== 'authorizer') return undefined;
  const account = world.accounts.get(caller.appid);
  if (caller.own) {
    if (!account) throw new Refusal(40001);
    if (onBehalfOnly.has(spec.path)) throw new Refusal(86000);
    return account;
  }
  if (!account?.authorized) throw new Refusal(61003);
  const granted = spec.permission?.filter((id) => account.permissionSets.includes(id));
  if (granted?.length === 0) throw new Refusal(61007);
  const usable = granted?.some((id) => (account.confirmations.get(id) ?? 'confirmed') === 'confirmed') ?? true;
  if (!usable) throw new Refusal(61016);
  return account;
};

/**
 * Refuses a body that does not name the platform where it must: 41018, or names another platform or account: 40013. Where a
 * call names the account too, its token says both already.
 */
export const checkNamed = (spec: EndpointSpec, fields: Fields, componentAppid: string, asker: string): void => {
  if (!spec.namesComponent) return;
  const { component_appid: component = spec.namesAuthorizer && componentAppid, authorizer_appid: account = asker } =
    fields;
  if (!component) throw new Refusal(41018);
  if (component !== componentAppid || (spec.namesAuthorizer && account !== asker)) throw new Refusal(40013);
};
