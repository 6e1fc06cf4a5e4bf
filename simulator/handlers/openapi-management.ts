import { allEndpoints } from '../../wechat/client.ts';
import type { EndpointSpec } from '../../wechat/endpoint.ts';
import type * as section from '../../wechat/endpoints/openapi-management.ts';
import { Refusal } from '../refusal.ts';
import type { EitherContext, Slots } from '../slots.ts';
import { credentialsOf } from '../world/own-credentials.ts';

const specs: readonly EndpointSpec[] = Object.values(allEndpoints);
/** Where the simulator's pushes come from. */
const pushesFrom = '127.0.0.1';

/** Whose token it is. */
const ownerOf = ({ account, world }: EitherContext) => account?.appid ?? world.platform.appid;

/** Refuses a path: 76003 malformed, 76021 unknown, 76022 of the other kind of token or below `/sns/`. */
const checkPath = (path: string, owner: 'component' | 'authorizer'): void => {
  if (!path.startsWith('/')) throw new Refusal(76003);
  const spec = specs.find((one) => one.path === path);
  if (!spec) throw new Refusal(76021);
  const ofNone = spec.namesComponent ? 'component' : 'authorizer';
  const kind = spec.token === 'none' ? ofNone : spec.token;
  if (path.startsWith('/sns/') || (kind !== 'either' && kind !== owner)) throw new Refusal(76022);
};

const kindOf = ({ account }: EitherContext) => (account ? 'authorizer' : 'component');

/** Quotas, rids and callback addresses (openApi管理). */
export const openapiManagement = {
  clearQuota: ({ appid }, context) => {
    if (appid !== ownerOf(context)) throw new Refusal(40013);
    context.world.apiQuota.resetAll(appid);
    context.changed();
    return {};
  },

  clearQuotaByAppSecret: ({ appid, appsecret }, { world, changed }) => {
    credentialsOf(world.accounts.get(appid), appsecret);
    world.apiQuota.resetAll(appid);
    changed(appid);
    return {};
  },

  clearComponentQuota: (_request, { world, changed }) => {
    world.apiQuota.resetAll(world.platform.appid);
    changed();
    return {};
  },

  clearComponentQuotaByAppSecret: ({ appsecret, appid }, { world, changed }) => {
    world.platform.checkSecret(appsecret);
    if (appid !== undefined && !world.accounts.has(appid)) throw new Refusal(40013);
    if (appid !== undefined && !world.accounts.get(appid)?.authorized) throw new Refusal(43007);
    const owner = appid ?? world.platform.appid;
    world.apiQuota.resetAll(owner);
    changed(owner);
    return {};
  },

  clearApiQuota: ({ cgi_path }, context) => {
    checkPath(cgi_path, kindOf(context));
    context.world.apiQuota.resetOne(ownerOf(context), cgi_path);
    context.changed();
    return {};
  },

  getApiQuota: ({ cgi_path }, context) => {
    checkPath(cgi_path, kindOf(context));
    const { daily, perMinute, used } = context.world.apiQuota.standing(ownerOf(context), cgi_path);
    const rate = { call_count: perMinute, refresh_second: 60 };
    return {
      quota: { daily_limit: daily, used, remain: Math.max(0, daily - used) },
      rate_limit: rate,
      ...(context.account ? { component_rate_limit: rate } : {}),
    };
  },

  getRidInfo: ({ rid }, context) => ({ request: context.world.failedCalls.find(rid, ownerOf(context)) }),

  getCallbackIp: () => ({ ip_list: [pushesFrom] }),

  callbackCheck: ({ action, check_operator }) => {
    const from_operator = check_operator === 'DEFAULT' ? 'CAP' : check_operator;
    return {
      dns: action === 'ping' ? [] : [{ ip: pushesFrom, real_operator: 'CAP' }],
      ping: action === 'dns' ? [] : [{ ip: pushesFrom, from_operator, package_loss: '0%', time: '0.042ms' }],
    };
  },
} satisfies Slots<typeof section>;
