import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, provider } from '../error-class.ts';
import { acknowledged, wireBoolean, wireList, wireNumber } from '../wire.ts';

const errors = {
  40101: bug('A required parameter is missing.', '缺少必填参数'),
  85088: provider('Cloud development (云开发) is not opened for this app.', '该账号未开通云开发'),
} as const;

const environment = z.object({ env: z.string() });
const setting = environment.extend({
  open: z.boolean(),
  /** Paths without host and query; `/*` is all. */
  api_whitelist: z.array(z.string()),
  version: z.number().int(),
});
const current = z.object({
  open: wireBoolean.optional(),
  api_whitelist: wireList(z.string()),
  version: wireNumber.optional(),
});

const ofAccount = {
  method: 'POST',
  path: '/tcb/usecloudaccesstoken',
  actionIn: 'body',
  token: 'authorizer',
  permission: [49, 64],
  repeatable: true,
  errors,
} as const;

/**
 * Which paths an account's cloud environment may call with the cloud's token (微信令牌).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/cloudbase-common/admin-management/api_setcloudaccesstoken.html
 */
export const setCloudAccessTokenGet = endpoint({
  ...ofAccount,
  action: 'get',
  request: environment,
  response: current,
});

/**
 * Sets which paths an account's cloud environment may call with the cloud's token, or closes it.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/cloudbase-common/admin-management/api_setcloudaccesstoken.html
 */
export const setCloudAccessTokenSet = endpoint({
  ...ofAccount,
  action: 'set',
  request: setting,
  response: acknowledged,
});

const ofPlatform = {
  method: 'POST',
  path: '/componenttcb/usecloudaccesstoken',
  actionIn: 'body',
  token: 'component',
  repeatable: true,
  errors,
} as const;

/**
 * `setCloudAccessTokenGet` for an environment of the platform (批量代云开发).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/cloudbase-batch/env-mgnt/api_setcloudaccesstoken.html
 */
export const setBatchCloudAccessTokenGet = endpoint({
  ...ofPlatform,
  action: 'get',
  request: environment,
  response: current,
});

/**
 * `setCloudAccessTokenSet` for an environment of the platform (批量代云开发).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/cloudbase-batch/env-mgnt/api_setcloudaccesstoken.html
 */
export const setBatchCloudAccessTokenSet = endpoint({
  ...ofPlatform,
  action: 'set',
  request: setting,
  response: acknowledged,
});
