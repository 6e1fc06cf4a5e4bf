import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug } from '../error-class.ts';
import { wireNumber } from '../wire.ts';
import { grantedPermission } from './shapes.ts';

const kind = z.object({ id: wireNumber });

/**
 * Everything about one authorized account, its refresh token among it.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/authorization-management/api_getauthorizerinfo.html
 */
export const getAuthorizerInfo = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/api_get_authorizer_info',
  token: 'component',
  tokenParameter: 'component_access_token',
  namesComponent: true,
  request: z.object({ authorizer_appid: z.string() }),
  response: z.object({
    authorizer_info: z.object({
      nick_name: z.string().optional(),
      user_name: z.string().optional(),
      principal_name: z.string().optional(),
      signature: z.string().optional(),
      service_type_info: kind.optional(),
      verify_type_info: kind.optional(),
      register_type: wireNumber.optional(),
      account_status: wireNumber.optional(),
      MiniProgramInfo: z.object({}).optional(),
    }),
    authorization_info: z.object({
      authorizer_appid: z.string().optional(),
      authorizer_refresh_token: z.string().optional(),
      func_info: z.array(grantedPermission).default([]),
    }),
  }),
  repeatable: true,
  secret: true,
});

/**
 * The accounts that authorized the platform, at most 500 a page.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/authorization-management/api_getauthorizerlist.html
 */
export const getAuthorizerList = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/api_get_authorizer_list',
  token: 'component',
  tokenParameter: 'component_access_token',
  namesComponent: true,
  request: z.object({ offset: z.number().int().min(0), count: z.number().int().min(1).max(500) }),
  response: z.object({
    total_count: wireNumber,
    list: z
      .array(z.object({ authorizer_appid: z.string(), refresh_token: z.string().default(''), auth_time: wireNumber }))
      .default([]),
  }),
  repeatable: true,
  secret: true,
  errors: { 40170: bug('A page holds at most 500 accounts.', '每页最多 500 个账号') },
});
