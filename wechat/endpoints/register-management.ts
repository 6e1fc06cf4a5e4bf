import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { notYet, provider, rejected, transient } from '../error-class.ts';
import { wireNumber, wireText } from '../wire.ts';

const registrationTask = z.object({
  taskid: wireText.optional(),
  authorize_url: z.string().optional(),
  status: wireNumber.optional(),
});

const registrationErrors = {
  86021: rejected('The enterprise is not in operation (非在营企业).', '企业非在营状态'),
  86022: rejected('Name and code do not belong together; check both.', '企业名称与统一社会信用代码不匹配'),
  86030: provider('Fields of the request are missing.', '缺少字段'),
  86040: provider('A platform owned by a person may not register enterprises.', '个人主体的第三方平台不可调用'),
  89295: provider('A platform owned by a person may not register enterprises.', '个人主体的第三方平台不可调用'),
  89247: transient('WeChat had an internal error; try later.', '系统错误，请稍后重试'),
  89249: notYet(
    'A registration of this enterprise is running; it ends at the latest 24 h after it began.',
    '该主体已有注册任务在进行中',
  ),
  89254: provider('The platform lacks permission sets in its released configuration.', '第三方平台缺少所需权限集'),
  89255: rejected('The unified social credit code (统一社会信用代码) is invalid.', '统一社会信用代码有误'),
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
    new_version: z.literal(true),
  }),
  response: registrationTask,
  repeatable: false,
  errors: registrationErrors,
});

/**
 * Reads a registration task. Its numbers are decided on only where the sources agree.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-registration-ent/api_fastregisterenterpriseweapp.html
 */
export const fastRegisterEnterpriseWeappQuery = endpoint({
  method: 'POST',
  path: '/wxa/component/fastregisterenterpriseweapp',
  action: 'query',
  token: 'component',
  request: z.object({ taskid: z.string().min(1), new_version: z.literal(true) }),
  response: registrationTask,
  repeatable: true,
  errors: registrationErrors,
});
