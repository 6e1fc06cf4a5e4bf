import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, provider, quota, rejected } from '../error-class.ts';
import { acknowledged, wireList, wireNumber } from '../wire.ts';
import { ownSecretErrors } from './shapes/own-secret-errors.ts';

const clearingErrors = {
  48006: quota(
    "The month's 10 resets of this account are used up; they return on the 1st.",
    '该账号本月 10 次重置机会已用完',
  ),
} as const;

/**
 * Resets the day's calls of all APIs of the account whose token it is. An account has 10 resets a month, all ways
 * together.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/openapi/api_clearquota.html
 */
export const clearQuota = endpoint({
  method: 'POST',
  path: '/cgi-bin/clear_quota',
  token: 'either',
  request: z.object({ appid: z.string() }),
  response: acknowledged,
  repeatable: false,
  errors: clearingErrors,
});

/**
 * `clearQuota` by an account's own AppSecret, for when no token can be had. The page's example has the fields in the query,
 * its table in the body (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/subscription/api/apimanage/api_clearquotabyappsecret.html
 */
export const clearQuotaByAppSecret = endpoint({
  method: 'POST',
  path: '/cgi-bin/clear_quota/v2',
  token: 'none',
  request: z.object({ appid: z.string().min(1), appsecret: z.string().min(1) }),
  response: acknowledged,
  repeatable: false,
  secret: true,
  errors: { ...clearingErrors, ...ownSecretErrors },
});

/**
 * Resets the day's calls of the platform's own APIs.
 * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/API_Call_Limits.html
 */
export const clearComponentQuota = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/clear_quota',
  token: 'component',
  tokenParameter: 'component_access_token',
  namesComponent: true,
  request: z.object({}),
  response: acknowledged,
  repeatable: false,
  errors: clearingErrors,
});

/**
 * Resets the day's calls by the platform's secret: the platform's own, or with `appid` those of an account that authorized
 * it.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/openapi/api_componentclearquota_v2.html
 */
export const clearComponentQuotaByAppSecret = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/clear_quota/v2',
  token: 'none',
  namesComponent: true,
  request: z.object({ appsecret: z.string().min(1), appid: z.string().optional() }),
  response: acknowledged,
  repeatable: false,
  secret: true,
  errors: clearingErrors,
});

const pathErrors = {
  76003: bug('cgi_path begins with / and names no host.', 'cgi_path 格式错误，须以 / 开头且不含域名'),
  76021: bug('WeChat has no API of this path.', 'cgi_path 不存在'),
  76022: bug(
    'This path belongs to another kind of token, or cannot be asked for (/sns/), or its resets are used up.',
    '令牌与接口所属账号不符，或 /sns/ 类接口不支持，或重置次数已用完',
  ),
} as const;

/**
 * Resets the day's calls of one API of the account whose token it is; 50 a month.
 * @see https://developers.weixin.qq.com/doc/subscription/api/apimanage/api_clearapiquota.html
 */
export const clearApiQuota = endpoint({
  method: 'POST',
  path: '/cgi-bin/openapi/quota/clear',
  token: 'either',
  request: z.object({ cgi_path: z.string() }),
  response: acknowledged,
  repeatable: false,
  errors: pathErrors,
});

const rateLimit = z.object({ call_count: wireNumber, refresh_second: wireNumber });

/**
 * How many calls of one API a day holds and how many are left, for the account whose token it is. Rates are calls in so
 * many seconds: an account's own, and those made for it.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/openapi/api_getapiquota.html
 */
export const getApiQuota = endpoint({
  method: 'POST',
  path: '/cgi-bin/openapi/quota/get',
  token: 'either',
  request: z.object({ cgi_path: z.string() }),
  response: z.object({
    quota: z.object({ daily_limit: wireNumber, used: wireNumber, remain: wireNumber }),
    rate_limit: rateLimit.optional(),
    component_rate_limit: rateLimit.optional(),
  }),
  repeatable: true,
  errors: pathErrors,
});

/**
 * What a call that failed within 7 days said and was told, for the account whose token made it. The token of that call may
 * be in it.
 * @see https://developers.weixin.qq.com/doc/subscription/api/apimanage/api_getridinfo.html
 */
export const getRidInfo = endpoint({
  method: 'POST',
  path: '/cgi-bin/openapi/rid/get',
  token: 'either',
  request: z.object({ rid: z.string() }),
  response: z.object({
    request: z.object({
      invoke_time: wireNumber,
      cost_in_ms: wireNumber,
      request_url: z.string().default(''),
      request_body: z.string().default(''),
      response_body: z.string().default(''),
      client_ip: z.string().optional(),
    }),
  }),
  repeatable: true,
  secret: true,
  errors: {
    76001: rejected('WeChat does not know this rid.', 'rid 不存在'),
    76002: bug('The rid is empty or malformed.', 'rid 为空或格式错误'),
    76003: bug("The rid belongs to another account; ask with that account's token.", '该 rid 属于其他账号'),
    76004: rejected('The rid is older than 7 days.', 'rid 已过期，仅支持 7 天内'),
    76022: bug('Calls below /sns/ cannot be asked for.', '/sns/ 类接口不支持查询'),
  },
});

/**
 * The addresses WeChat's pushes come from, single ones and ranges; they change, so ask daily.
 * @see https://developers.weixin.qq.com/doc/subscription/api/base/api_getcallbackip.html
 */
export const getCallbackIp = endpoint({
  method: 'GET',
  path: '/cgi-bin/getcallbackip',
  token: 'either',
  request: z.object({}),
  response: z.object({ ip_list: wireList(z.string()) }),
  repeatable: true,
});

/**
 * Lets WeChat resolve and ping the host of the callback URL. A ping's `package_loss` is `0%` or `100%`, its `time` like
 * `23.079ms`.
 * @see https://developers.weixin.qq.com/doc/subscription/api/base/api_callbackcheck.html
 */
export const callbackCheck = endpoint({
  method: 'POST',
  path: '/cgi-bin/callback/check',
  token: 'either',
  request: z.object({
    action: z.enum(['dns', 'ping', 'all']),
    check_operator: z.enum(['CHINANET', 'UNICOM', 'CAP', 'DEFAULT']),
  }),
  response: z.object({
    dns: wireList(z.object({ ip: z.string(), real_operator: z.string().optional() })),
    ping: wireList(
      z.object({
        ip: z.string(),
        from_operator: z.string().optional(),
        package_loss: z.string(),
        time: z.string().optional(),
      }),
    ),
  }),
  repeatable: true,
  errors: {
    40201: provider('No callback URL is configured; set it in the console.', '未设置回调 URL'),
    40202: bug('The action must be dns, ping or all.', '不正确的 action 参数'),
    40203: bug('The operator must be CHINANET, UNICOM, CAP or DEFAULT.', '不正确的运营商参数'),
  },
});
