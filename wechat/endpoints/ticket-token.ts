import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, merchant, provider, rejected, staleToken } from '../error-class.ts';
import { acknowledged, wireNumber } from '../wire.ts';
import { grantedPermission } from './shapes/granted-permission.ts';
import { ownSecretErrors } from './shapes/own-secret-errors.ts';

/**
 * Starts the ticket push again after WeChat stopped it; `in a normal state` where it was running.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ticket-token/api_startpushticket.html
 */
export const startPushTicket = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/api_start_push_ticket',
  token: 'none',
  namesComponent: true,
  request: z.object({ component_secret: z.string() }),
  response: acknowledged,
  repeatable: true,
  secret: true,
});

/**
 * Exchanges the pushed ticket for a component token of 2 h.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ticket-token/api_getcomponentaccesstoken.html
 */
export const getComponentAccessToken = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/api_component_token',
  token: 'none',
  namesComponent: true,
  request: z.object({ component_appsecret: z.string(), component_verify_ticket: z.string() }),
  response: z.object({ component_access_token: z.string().min(1), expires_in: wireNumber }),
  repeatable: true,
  secret: true,
  errors: {
    40001: provider('The component secret is wrong.', '第三方平台 AppSecret 错误'),
    61005: staleToken('The ticket has expired; the next one comes within 10 minutes.', '验证票据已过期'),
    61006: staleToken('The ticket is invalid; the next one comes within 10 minutes.', '验证票据无效'),
  },
});

/**
 * Makes a code for one authorization page, valid for the seconds it says.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ticket-token/api_getpreauthcode.html
 */
export const getPreAuthCode = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/api_create_preauthcode',
  token: 'component',
  tokenParameter: 'component_access_token',
  namesComponent: true,
  request: z.object({}),
  response: z.object({ pre_auth_code: z.string().min(1), expires_in: wireNumber }),
  repeatable: true,
  secret: true,
});

/**
 * Exchanges an authorization code, once, within its 600 s, for the account's tokens.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ticket-token/api_getauthorizerrefreshtoken.html
 */
export const getAuthorizerRefreshToken = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/api_query_auth',
  token: 'component',
  tokenParameter: 'component_access_token',
  namesComponent: true,
  request: z.object({ authorization_code: z.string().min(1) }),
  response: z.object({
    authorization_info: z.object({
      authorizer_appid: z.string().min(1),
      authorizer_access_token: z.string().optional(),
      expires_in: wireNumber.optional(),
      authorizer_refresh_token: z.string().optional(),
      func_info: z.array(grantedPermission).default([]),
    }),
  }),
  repeatable: false,
  secret: true,
  errors: {
    61009: rejected('The authorization code is invalid or was used.', '授权码无效'),
    61010: rejected('The authorization code has expired.', '授权码已过期'),
  },
});

/**
 * Exchanges the refresh token for an access token of 2 h; whatever refresh token comes back is stored.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ticket-token/api_getauthorizeraccesstoken.html
 */
export const getAuthorizerAccessToken = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/api_authorizer_token',
  token: 'component',
  tokenParameter: 'component_access_token',
  namesComponent: true,
  request: z.object({ authorizer_appid: z.string(), authorizer_refresh_token: z.string() }),
  response: z.object({
    authorizer_access_token: z.string().min(1),
    expires_in: wireNumber,
    authorizer_refresh_token: z.string().min(1),
  }),
  repeatable: true,
  secret: true,
  errors: {
    40030: merchant('The refresh token is invalid; look it up, else authorize again.', '刷新令牌无效'),
    61023: merchant('The refresh token is invalid; look it up, else authorize again.', '刷新令牌无效'),
  },
});

/**
 * A token of the merchant's own appid and secret, for customised merchants (定制化型), apart from all other tokens.
 * Without `force_refresh` the same token until 5 minutes before its end, then a new one while the old one still works;
 * forced, a new one at most 20 times a day and 30 s apart. Limits: 10,000 a minute, 500,000 a day.
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html
 */
export const getStableAccessToken = endpoint({
  method: 'POST',
  path: '/cgi-bin/stable_token',
  token: 'none',
  request: z.object({
    grant_type: z.literal('client_credential').default('client_credential'),
    appid: z.string().min(1),
    secret: z.string().min(1),
    force_refresh: z.boolean().optional(),
  }),
  response: z.object({ access_token: z.string().min(1), expires_in: wireNumber }),
  repeatable: true,
  secret: true,
  errors: {
    40002: bug('The grant type must be client_credential.', 'grant_type 不合法'),
    ...ownSecretErrors,
    40243: merchant("The merchant's AppSecret is frozen; unfreeze it.", '商家 AppSecret 已被冻结，请解冻'),
    50004: merchant(
      'The account may not fetch tokens; see mp.weixin.qq.com.',
      '该账号禁止使用 token 接口，请登录公众平台查看',
    ),
    50007: merchant('The account is frozen; see mp.weixin.qq.com.', '账号已冻结，请登录公众平台查看'),
    89501: merchant('The admin has yet to confirm an earlier call from another IP.', '有未处理的确认请求，请稍候重试'),
    89502: merchant('The admin has to confirm this IP; ask them.', '请等待管理员确认'),
    89503: merchant('The admin has to confirm this IP; ask them.', '此次调用需要管理员确认'),
    89504: merchant('The admin has to confirm this IP; ask them.', '正在等管理员确认'),
    89505: merchant('The admin has to confirm this IP; ask them.', '正在等管理员确认，请稍候重试'),
    89506: merchant(
      'The admin refused this IP; talk to them, then try after 24 hours.',
      '管理员已拒绝该 IP，请 24 小时后再试',
    ),
    89507: merchant(
      'The admin refused this IP; talk to them, then try after an hour.',
      '管理员已拒绝该 IP，请 1 小时后再试',
    ),
  },
});
