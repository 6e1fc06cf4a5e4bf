import type { EndpointSpec, TokenOwner } from '../../wechat/endpoint.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from '../world/accounts.ts';
import type { World } from '../world/world.ts';
import type { Fields } from './fields.ts';

/**
 * Whose token the call carries. A component's call may name it either way. Refuses: 41001 none, 40001 and 42001 dead,
 * 61014 and 61015 the other kind.
 */
export const callerOf = (spec: EndpointSpec, query: URLSearchParams, world: World): TokenOwner | undefined => {
  if (spec.token === 'none') return undefined;
  const ofPlatform = spec.token === 'authorizer' ? null : query.get('component_access_token');
  const token = query.get('access_token') ?? ofPlatform;
  if (!token) throw new Refusal(41001);
  const owner = world.tokens.ownerOf(token);
  if (spec.token !== 'either' && owner.kind !== spec.token) {
    throw new Refusal(spec.token === 'component' ? 61014 : 61015);
  }
  return owner;
};

/** The account whose token it is. Refuses: 61003 not authorized, 61007 permission set not granted. */
export const accountOf = (spec: EndpointSpec, caller: TokenOwner | undefined, world: World): Account | undefined => {
  if (caller?.kind !== 'authorizer') return undefined;
  const account = world.accounts.get(caller.appid);
  if (!account?.authorized) throw new Refusal(61003);
  const granted = spec.permission?.some((id) => account.permissionSets.includes(id)) ?? true;
  if (!granted) throw new Refusal(61007);
  return account;
};

/** Refuses a body that does not name the platform where it must: 41018, or names another: 40013. */
export const checkComponent = (spec: EndpointSpec, fields: Fields, componentAppid: string): void => {
  if (!spec.namesComponent) return;
  if (!fields.component_appid) throw new Refusal(41018);
  if (fields.component_appid !== componentAppid) throw new Refusal(40013);
};
