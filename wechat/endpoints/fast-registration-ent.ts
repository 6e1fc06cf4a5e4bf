import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, merchant, provider, quota, rejected } from '../error-class.ts';
import { acknowledged } from '../wire.ts';
import { enterpriseTaskErrors, newVersion, registrationTask } from './shapes/registration-task.ts';

const enterpriseErrors = {
  ...enterpriseTaskErrors,
  86021: rejected('The enterprise is not in operation (非在营企业).', '企业非在营状态'),
  86022: rejected('Name and code do not belong together; check both.', '企业名称与统一社会信用代码不匹配'),
  86030: bug('Fields of the request are missing.', '缺少字段'),
  86040: provider('A platform owned by a person may not register enterprises.', '个人主体的第三方平台不可调用'),
  89295: provider('A platform owned by a person may not register enterprises.', '个人主体的第三方平台不可调用'),
} as const;

/**
 * Begins the fast registration of an enterprise's mini program (new version, in force since 2026-04-30). The answer's
 * `authorize_url` is ours to hand out; the legal person has 24 h.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-registration-ent/api_fastregisterenterpriseweapp.html
 */
export const fastRegisterEnterpriseWeappCreate = endpoint({
  method: 'POST',
  path: '/wxa/component/fastregisterenterpriseweapp',
  action: 'create',
  token: 'component',
  request: z.object({
    name: z.string().min(1),
    code: z.string().length(18),
    component_phone: z.string().min(1),
    ...newVersion,
  }),
  response: registrationTask,
  repeatable: false,
  errors: enterpriseErrors,
});

/**
 * Reads a registration task. Its numbers are decided on only where the sources agree: 2 timed out, 3 refused, 11 failed,
 * 12 created.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-registration-ent/api_fastregisterenterpriseweapp.html
 */
export const fastRegisterEnterpriseWeappQuery = endpoint({
  method: 'POST',
  path: '/wxa/component/fastregisterenterpriseweapp',
  action: 'query',
  token: 'component',
  request: z.object({ taskid: z.string().min(1), ...newVersion }),
  response: registrationTask,
  repeatable: true,
  errors: enterpriseErrors,
});

const retiredErrors = {
  ...enterpriseTaskErrors,
  // Not the common `-1`: nothing passes here, and nothing happened.
  [-1]: rejected(
    'WeChat retired this call on 2026-04-30; register with fastRegisterEnterpriseWeappCreate.',
    '接口已于 2026-04-30 下线，请改用 fastregisterenterpriseweapp',
  ),
  61070: merchant("The legal person's name is not that of the WeChat account.", '法人姓名与微信号不一致'),
  86004: merchant('The WeChat id is invalid.', '无效微信号'),
  89248: bug('code_type is wrong.', '企业代码类型无效'),
  91030: quota('This WeChat id was named 5 times today.', '该微信号今日调用次数已达上限'),
} as const;

/**
 * Began the registration of an enterprise until WeChat retired it on 2026-04-30 at 12:00 (UTC+8): every call gets `-1`,
 * which is final here.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-registration-ent/api_registerminiprogram.html
 */
export const registerMiniprogramCreate = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/fastregisterweapp',
  action: 'create',
  token: 'component',
  request: z.object({
    name: z.string().min(1),
    code: z.string().min(1),
    code_type: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    legal_persona_wechat: z.string().min(1),
    legal_persona_name: z.string().min(1),
    component_phone: z.string().optional(),
  }),
  response: acknowledged,
  repeatable: false,
  errors: retiredErrors,
});

/**
 * Read a task of the retired call by name, WeChat id and legal person; every call gets `-1`, which is final here.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-registration-ent/api_registerminiprogram.html
 */
export const registerMiniprogramSearch = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/fastregisterweapp',
  action: 'search',
  token: 'component',
  request: z.object({
    name: z.string().min(1),
    legal_persona_wechat: z.string().min(1),
    legal_persona_name: z.string().min(1),
  }),
  response: acknowledged,
  repeatable: true,
  errors: retiredErrors,
});
