import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, merchant, provider, quota, rejected } from '../error-class.ts';
import { limitErrors, newVersion, registrationTask, taskErrors } from './shapes/registration-task.ts';

const personErrors = {
  ...taskErrors,
  ...limitErrors,
  86030: bug('Fields of the request are missing.', '缺少字段'),
  86031: provider('The platform is invalid or not released (全网发布).', '第三方平台无效或未全网发布'),
  86033: provider('The platform lacks permission sets; add them and release it again.', '第三方平台缺少权限集'),
  86034: rejected('WeChat restricts this WeChat account.', '该微信号被限制'),
  86036: merchant('The name is not that of the WeChat account.', '姓名与微信号不一致'),
  86040: provider('A platform owned by a person may not register mini programs.', '个人主体的第三方平台不可调用'),
  91030: quota('This WeChat account was named 5 times today.', '该微信号今日调用次数已达上限'),
} as const;

const personalErrors = {
  ...personErrors,
  86032: merchant('The WeChat id is invalid.', '微信号无效'),
} as const;

const transactionErrors = {
  ...personErrors,
  40003: provider('The openid is invalid, or of an app that is not bound to our open account.', 'openid 无效'),
} as const;

/**
 * Begins the registration of a person's mini program by WeChat id, at most 5 calls a day for each. The answer's
 * `authorize_url` is ours to hand out; the person has 24 h.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-registration-ind/api_fastregisterpersonalmp.html
 */
export const fastRegisterPersonalMpCreate = endpoint({
  method: 'POST',
  path: '/wxa/component/fastregisterpersonalweapp',
  action: 'create',
  token: 'component',
  request: z.object({ wxuser: z.string().min(1), component_phone: z.string().min(1), ...newVersion }),
  response: registrationTask,
  repeatable: false,
  errors: personalErrors,
});

/**
 * Reads the task of a person's registration: 1 timed out, 2 refused, 11 failed, 12 created, 1001–1008 a limit; numbered
 * one lower than an enterprise's below 10.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-registration-ind/api_fastregisterpersonalmp.html
 */
export const fastRegisterPersonalMpQuery = endpoint({
  method: 'POST',
  path: '/wxa/component/fastregisterpersonalweapp',
  action: 'query',
  token: 'component',
  request: z.object({ taskid: z.string().min(1), ...newVersion }),
  response: registrationTask,
  repeatable: true,
  errors: personalErrors,
});

/**
 * Begins the registration of a person's upgraded mini program (个人升级版小程序) by openid. The answer's `authorize_url` is
 * ours to hand out; the person has 24 h. That `action` is `create` is derived from its sibling (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-registration-ind/api_fastregistertransactionweapp.html
 */
export const fastRegisterTransactionWeappCreate = endpoint({
  method: 'POST',
  path: '/wxa/component/fastregistertransactionweapp',
  action: 'create',
  token: 'component',
  request: z.object({ openid: z.string().min(1), component_phone: z.string().min(1), ...newVersion }),
  response: registrationTask,
  repeatable: false,
  errors: transactionErrors,
});

/**
 * Reads the task of an upgraded registration, numbered as a person's. That `action` is `query` is derived from its
 * sibling (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-registration-ind/api_fastregistertransactionweapp.html
 */
export const fastRegisterTransactionWeappQuery = endpoint({
  method: 'POST',
  path: '/wxa/component/fastregistertransactionweapp',
  action: 'query',
  token: 'component',
  request: z.object({ taskid: z.string().min(1), ...newVersion }),
  response: registrationTask,
  repeatable: true,
  errors: transactionErrors,
});
