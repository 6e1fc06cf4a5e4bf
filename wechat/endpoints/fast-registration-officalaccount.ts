import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, merchant, notYet, quota, rejected } from '../error-class.ts';
import { acknowledged, wireBoolean } from '../wire.ts';

/**
 * Registers a mini program with the subject of a verified official account, whose token it takes: at once and slowly,
 * without a push. A ticket works once, and a retry within 5 s is told that it is invalid; 5 successes a month.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-registration-officalaccount/api_registerminiprogrambyoffiaccount.html
 */
export const registerMiniprogramByOffiaccount = endpoint({
  method: 'POST',
  path: '/cgi-bin/account/fastregister',
  token: 'authorizer',
  permission: [27],
  request: z.object({ ticket: z.string().min(1) }),
  response: z.object({
    appid: z.string().min(1),
    authorization_code: z.string().min(1),
    // Declared as booleans and sent as "true".
    is_wx_verify_succ: wireBoolean.optional(),
    is_link_succ: wireBoolean.optional(),
  }),
  repeatable: false,
  secret: true,
  timeout: 60_000,
  errors: {
    61051: rejected('The subject type of this official account may not do this.', '公众号主体类型不允许快速创建'),
    61052: merchant('The official account is not verified.', '公众号未认证'),
    61053: rejected('The subject has as many mini programs as it may.', '超过主体可注册数量上限'),
    61054: rejected('The subject is barred.', '主体黑名单'),
    61055: quota('The official account registered all it may this month (UTC+8).', '超出公众号每月可快速创建限额'),
    61056: merchant(
      'A government, media or other organisation must reuse the verification (copy_wx_verify=1).',
      '政府、媒体、其他组织必须复用微信认证',
    ),
    61057: notYet(
      'Another fast registration of this official account is not finished.',
      '公众号仍有快速创建的账号在流程中',
    ),
    61058: merchant(
      'The ticket is invalid, was used, or was tried less than 5 s ago: look whether the account exists, then let the admin scan again.',
      '用户扫码凭证校验不通过，请确认小程序是否已创建，再重新扫码',
    ),
    61060: bug('The redirect address is not on the registered domain (登录授权的发起页域名).', '跳转 uri 不合法'),
    61061: rejected('An overseas account may not do this.', '海外账号不允许快速创建'),
    61063: merchant('The admin has as many accounts as one may; unbind one.', '管理员绑定账号数量达到上限'),
    61064: rejected('The admin is barred for a violation.', '管理员命中黑名单'),
    61065: merchant(
      "The admin's identity card is bound to as many accounts as it may.",
      '管理员身份证绑定数量达到上限',
    ),
    61066: rejected("The admin's identity card is barred for a violation.", '管理员身份证命中黑名单'),
    61067: merchant("The admin's phone is bound to as many accounts as it may.", '管理员手机号绑定数量达到上限'),
    61068: rejected("The admin's phone is barred for a violation.", '管理员手机号命中黑名单'),
    61069: merchant('The admin of the official account is invalid; change the admin.', '管理员无效，请更换管理员'),
  },
});

/**
 * Makes the person who went through the rebind page the admin of a mini program, whose token it takes; a task works once.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/Register_Mini_Programs/fast_registration_of_mini_program.html
 */
export const componentRebindAdmin = endpoint({
  method: 'POST',
  path: '/cgi-bin/account/componentrebindadmin',
  token: 'authorizer',
  request: z.object({ taskid: z.string().min(1) }),
  response: acknowledged,
  repeatable: false,
  errors: {
    85026: merchant('The WeChat account is admin of as many accounts as one may be.', '微信号绑定管理员名额达到上限'),
    85027: merchant('The identity card is admin of as many accounts as one may be.', '身份证绑定管理员名额达到上限'),
    85060: merchant('The task is invalid or was used; let the admins go through the page again.', '无效的 taskid'),
    85061: merchant('The phone is admin of as many accounts as one may be.', '手机号绑定管理员名额达到上限'),
    85062: rejected('The phone is barred.', '手机号黑名单'),
    85063: rejected('The identity card is barred.', '身份证黑名单'),
  },
});
