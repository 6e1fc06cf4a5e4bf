import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, merchant, provider, rejected } from '../error-class.ts';
import { acknowledged, wireNumber, wireText } from '../wire.ts';
import { nameErrors } from './shapes/name-errors.ts';
import {
  enterpriseTaskErrors,
  limitErrors,
  newVersion,
  registrationTask,
  taskErrors,
} from './shapes/registration-task.ts';

const notATrial = { 91021: rejected('This is not a trial that waits for its conversion.', '不是没转正的试用小程序') };
const trialNameErrors = {
  86011: merchant('The name holds a keyword or a brand; choose another until it is formal.', '名称命中关键字'),
  86017: merchant('The name must have 4 to 30 characters.', '名称长度需为 4 至 30 个字符'),
} as const;

/**
 * Begins a trial mini program. WeChat adds 的体验小程序 to the name (4 to 30 characters without it); the answer's
 * `authorize_url` is ours to hand out, the user has 24 h. One WeChat user has 5 at most.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-regist-beta/api_registerbetaminiprogram.html
 */
export const registerBetaMiniprogram = endpoint({
  method: 'POST',
  path: '/wxa/component/fastregisterbetaweapp',
  token: 'component',
  request: z.object({ name: z.string().min(1), openid: z.string().min(1) }),
  response: z.object({ unique_id: wireText, authorize_url: z.string().min(1) }),
  repeatable: false,
  errors: {
    ...trialNameErrors,
    ...nameErrors,
    61071: rejected(
      'This WeChat user has 5 trial or personal mini programs already; begin it with another user.',
      '该微信用户已有 5 个试用小程序，请换一位用户',
    ),
    61072: merchant('The WeChat account is wrong, inactive or of low credit.', '微信号有误、不活跃或信用分低'),
    86012: provider('The openid is invalid, or of an app that is not bound to our open account.', 'openid 不合法'),
  },
});

/**
 * Makes a trial formal with an enterprise: the legal person (24 h), then the admin (24 h). 5 calls a minute and 100 a day.
 * What the new version answers beside errcode is not confirmed (sic: verfify).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-regist-beta/api_verfifybetaminiprogram.html
 */
export const verfifyBetaMiniprogram = endpoint({
  method: 'POST',
  path: '/wxa/verifybetaweapp',
  token: 'authorizer',
  permission: [81],
  request: z.object({
    verify_info: z.object({
      enterprise_name: z.string().min(1),
      code: z.string().length(18),
      component_phone: z.string().min(1),
    }),
    ...newVersion,
  }),
  response: registrationTask,
  repeatable: false,
  errors: {
    ...enterpriseTaskErrors,
    ...limitErrors,
    ...notATrial,
    61069: merchant('The identity number is not that of the WeChat account.', '身份证号与微信实名信息不一致'),
    61070: merchant("The legal person's name is not that of the WeChat account.", '法人姓名与微信号不一致'),
    86004: merchant('The WeChat id is invalid.', '无效微信号'),
    86019: merchant('Enterprise and legal person do not belong together; check both.', '企业信息与法人信息不一致'),
    89248: bug('code_type is wrong.', '企业代码类型无效'),
  },
});

/**
 * Renames a trial, only while it is one; WeChat adds its ending.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-regist-beta/api_modifybetaminiprogramnickname.html
 */
export const modifyBetaMiniprogramNickName = endpoint({
  method: 'POST',
  path: '/wxa/setbetaweappnickname',
  token: 'authorizer',
  permission: [81],
  request: z.object({ name: z.string().min(1) }),
  response: acknowledged,
  repeatable: true,
  errors: {
    ...trialNameErrors,
    91020: rejected('This is not a trial any more; use setNickName.', '小程序注册类型不正确'),
  },
});

/**
 * Asks the admin of an official account for its subject; the answer's link is ours to hand out. Their consent comes as
 * `betaapp_authorization_apply_event`. No errcode of its own is documented: 91021 is that of its siblings (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/verify_beta_Mini_Programs/getmpadminauth.html
 */
export const getMpAdminAuth = endpoint({
  method: 'POST',
  path: '/wxa/getmpadminauth',
  token: 'authorizer',
  permission: [81],
  request: z.object({
    /** Appid, WeChat id or original id of the official account. */
    mp_appid: z.string().min(1),
    /** 1 where the admin of both accounts is the same person. */
    same_admin: z.union([z.literal(0), z.literal(1)]),
  }),
  response: z.object({ authorize_url: z.string().min(1) }),
  repeatable: false,
  errors: notATrial,
});

/**
 * Makes a trial formal with the subject of an official account, by the ticket (2 h) of its admin; the answer's link is for
 * the trial's admin. 91021 and 61058 are those of its siblings (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/verify_beta_Mini_Programs/mpverifybetaweapp.html
 */
export const mpVerifyBetaWeapp = endpoint({
  method: 'POST',
  path: '/wxa/mpverifybetaweapp',
  token: 'authorizer',
  permission: [81],
  request: z.object({ mp_appid: z.string().min(1), ticket: z.string().min(1) }),
  response: z.object({ authorize_url: z.string().min(1) }),
  repeatable: false,
  secret: true,
  errors: {
    ...notATrial,
    61058: merchant('The ticket is invalid or older than 2 h; ask the admin again.', '凭证校验不通过，请重新授权'),
  },
});

const upgradeErrors = {
  ...taskErrors,
  ...limitErrors,
  ...notATrial,
  86030: bug('Fields of the request are missing.', '缺少字段'),
  86033: provider(
    'The trial was made without the sets 18, 30, 76, 81 and 85; it has to be registered again.',
    '试用小程序创建时缺少权限集 18、30、76、81、85，需重新注册',
  ),
  86040: provider('A platform owned by a person may not do this.', '个人主体的第三方平台不可调用'),
} as const;

/**
 * Begins to make a trial a person's upgraded mini program (个人升级版小程序); it needs the sets 18, 30, 76, 81 and 85 from the
 * day it was made. The answer's link is ours to hand out; the person has 24 h.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-regist-beta/api_fastnormalizebetaweapp.html
 */
export const fastNormalizeBetaWeappCreatetask = endpoint({
  method: 'POST',
  path: '/wxa/component/fastnormalizebetaweapp',
  action: 'createtask',
  token: 'authorizer',
  permission: [81],
  request: z.object({ component_phone: z.string().min(1), ...newVersion }),
  response: registrationTask,
  repeatable: false,
  errors: upgradeErrors,
});

/**
 * Reads the task of an upgrade, numbered as a person's registration: 1 timed out, 2 refused, 11 failed, 12 created. The
 * page has one table of fields for both actions; `taskid` beside them is derived from its siblings (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-regist-beta/api_fastnormalizebetaweapp.html
 */
export const fastNormalizeBetaWeappQuery = endpoint({
  method: 'POST',
  path: '/wxa/component/fastnormalizebetaweapp',
  action: 'query',
  token: 'authorizer',
  permission: [81],
  request: z.object({ component_phone: z.string().min(1), taskid: z.string().min(1).optional(), ...newVersion }),
  response: registrationTask,
  repeatable: true,
  errors: upgradeErrors,
});

const merchantReuse = z.object({
  taskid: wireText.optional(),
  authorize_merchant_administrator_url: z.string().optional(),
  authorize_merchant_administrator_status: wireNumber.optional(),
  authorize_appid_administrator_url: z.string().optional(),
  authorize_appid_administrator_status: wireNumber.optional(),
});

const merchantReuseErrors = {
  ...notATrial,
  86030: bug('Fields of the request are missing.', '缺少字段'),
} as const;

/**
 * Begins to make a trial formal with the subject of a WeChat Pay merchant number: its admin, then the trial's admin. The
 * action and every errcode are derived from its siblings (unconfirmed); the page is not to be had any more.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/beta_Mini_Programs/fastverifyV2.html
 */
export const reuseMchidFastNormalizeBetaWeappCreatetask = endpoint({
  method: 'POST',
  path: '/wxa/component/reusemchidfastnormalizebetaweapp',
  action: 'createtask',
  token: 'authorizer',
  permission: [81],
  request: z.object({
    /** The provider's merchant number (服务商商户号). */
    primary_merchant_code: z.string().min(1),
    /** The merchant's own number (商家商户号). */
    sub_merchant_code: z.string().min(1),
    component_phone: z.string().min(1),
  }),
  response: merchantReuse,
  repeatable: false,
  errors: merchantReuseErrors,
});

/**
 * Reads the task of a conversion by merchant number. The action and every errcode are derived (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/beta_Mini_Programs/fastverifyV2.html
 */
export const reuseMchidFastNormalizeBetaWeappQuery = endpoint({
  method: 'POST',
  path: '/wxa/component/reusemchidfastnormalizebetaweapp',
  action: 'query',
  token: 'authorizer',
  permission: [81],
  request: z.object({ taskid: z.string().min(1) }),
  response: merchantReuse,
  repeatable: true,
  errors: merchantReuseErrors,
});
