import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, provider, rejected } from '../error-class.ts';

/**
 * Exchanges the code of a user's `wx.login`, once, within its 5 minutes. `unionid` is there where the mini program is
 * bound to an open account (开放平台账号).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/login/api_thirdpartycode2session.html
 */
export const thirdpartyCode2Session = endpoint({
  method: 'GET',
  path: '/sns/component/jscode2session',
  token: 'component',
  tokenParameter: 'component_access_token',
  namesComponent: true,
  request: z.object({
    appid: z.string(),
    js_code: z.string().min(1),
    grant_type: z.literal('authorization_code').default('authorization_code'),
  }),
  response: z.object({ openid: z.string(), session_key: z.string(), unionid: z.string().optional() }),
  repeatable: false,
  secret: true,
  errors: {
    40029: rejected('The login code is invalid or older than 5 minutes; let the user log in again.', '登录 code 无效'),
    40163: rejected('The login code was used; let the user log in again.', '登录 code 已被使用'),
    // On the page of an account's own login only.
    40226: rejected('WeChat holds the user for a high risk and bars the login.', '高风险等级用户，登录被拦截'),
  },
});

/**
 * The unionid of a user within 5 minutes of a payment, told by `transaction_id`, or by `mch_id` and `out_trade_no`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/basic-info/api_getpaidunionid.html
 */
export const getPaidUnionid = endpoint({
  method: 'GET',
  path: '/wxa/getpaidunionid',
  token: 'authorizer',
  permission: [18],
  request: z
    .object({
      openid: z.string(),
      transaction_id: z.string().optional(),
      mch_id: z.string().optional(),
      out_trade_no: z.string().optional(),
    })
    .refine(
      ({ transaction_id, mch_id, out_trade_no }) => transaction_id ?? (mch_id && out_trade_no),
      'transaction_id is needed, or mch_id and out_trade_no',
    ),
  response: z.object({ unionid: z.string() }),
  repeatable: true,
  errors: {
    40003: bug('The openid is not one of this mini program.', 'openid 错误'),
    89002: provider(
      'The mini program is not bound to an open account; bind it first.',
      '没有绑定开放平台账号，请先绑定',
    ),
    89300: rejected('The order is invalid, or was paid more than 5 minutes ago.', '订单无效'),
  },
});
