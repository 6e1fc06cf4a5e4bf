import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, done, rejected } from '../error-class.ts';
import { acknowledged, wireBoolean, wireList, wireNumber, wireText } from '../wire.ts';
import { grantedPermission } from './shapes/granted-permission.ts';

const kind = z.object({ id: wireNumber });
const category = z.object({ first: z.string().optional(), second: z.string().optional() });
const hosts = wireList(z.string());
const network = z.object({
  RequestDomain: hosts,
  WsRequestDomain: hosts,
  UploadDomain: hosts,
  DownloadDomain: hosts,
  BizDomain: hosts,
  UDPDomain: hosts,
  TCPDomain: hosts,
});

/**
 * Everything about one authorized account, its refresh token among it; only a mini program has `MiniProgramInfo`.
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
      head_img: z.string().optional(),
      user_name: z.string().optional(),
      alias: z.string().optional(),
      qrcode_url: z.string().optional(),
      principal_name: z.string().optional(),
      signature: z.string().optional(),
      service_type_info: kind.optional(),
      verify_type_info: kind.optional(),
      register_type: wireNumber.optional(),
      account_status: wireNumber.optional(),
      basic_config: z
        .object({ is_phone_configured: wireBoolean.optional(), is_email_configured: wireBoolean.optional() })
        .optional(),
      MiniProgramInfo: z.object({ network: network.optional(), categories: wireList(category) }).optional(),
    }),
    authorization_info: z.object({
      authorizer_appid: z.string().optional(),
      authorizer_refresh_token: z.string().optional(),
      func_info: wireList(grantedPermission),
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
    list: wireList(
      z.object({ authorizer_appid: z.string(), refresh_token: z.string().default(''), auth_time: wireNumber }),
    ),
  }),
  repeatable: true,
  secret: true,
  errors: { 40170: bug('A page holds at most 500 accounts.', '每页最多 500 个账号') },
});

/**
 * Confirms (1) or turns down (2) the advanced part of a permission set that an account granted. The page is gone from
 * WeChat's documentation; fields and codes are those of the SDKs (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/developers/errCode/errCode.html
 */
export const confirmAuthorization = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/api_confirm_authorization',
  token: 'component',
  tokenParameter: 'component_access_token',
  namesComponent: true,
  request: z.object({
    authorizer_appid: z.string(),
    funcscope_category_id: z.number().int(),
    confirm_value: z.union([z.literal(1), z.literal(2)]),
  }),
  response: acknowledged,
  repeatable: true,
  errors: {
    61018: done('The permission set is confirmed already.', '权限集已确认'),
    61019: done('The permission set needs no confirmation.', '权限集无需确认'),
    61020: bug('A parameter of the confirmation is wrong.', '确认参数错误'),
    61021: rejected('The permission set cannot be confirmed.', '权限集无法确认'),
    61022: rejected('The permission set was turned down and cannot be confirmed again.', '权限集不可重复提交'),
  },
});

const optionErrors = {
  61012: bug('The option does not exist.', '选项名不存在'),
  61013: bug('The option does not take this value.', '选项值不合法'),
  61025: rejected('The option cannot be changed.', '该选项只读'),
} as const;

const optionName = z.enum(['location_report', 'voice_recognize', 'customer_service']);
const option = z.object({ option_name: z.string(), option_value: wireText });

/**
 * An option of an account: `location_report` 0 to 2, `voice_recognize` and `customer_service` 0 or 1. The pages disagree
 * on the token; the account's own, with both appids in the body, is what SDKs send.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/authorization-management/api_getauthorizeroptioninfo.html
 */
export const getAuthorizerOptionInfo = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/get_authorizer_option',
  token: 'authorizer',
  namesComponent: true,
  namesAuthorizer: true,
  request: z.object({ option_name: optionName }),
  response: option,
  repeatable: true,
  errors: optionErrors,
});

/**
 * Sets an option of an account; the token is as with `getAuthorizerOptionInfo`.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/authorization-management/api_setauthorizeroptioninfo.html
 */
export const setAuthorizerOptionInfo = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/set_authorizer_option',
  token: 'authorizer',
  namesComponent: true,
  namesAuthorizer: true,
  request: z.object({ option_name: optionName, option_value: z.enum(['0', '1', '2']) }),
  response: acknowledged,
  repeatable: true,
  errors: optionErrors,
});

/**
 * `getAuthorizerOptionInfo` under the path of 2019.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/ThirdParty/authorization/get_authorizer_option.html
 */
export const apiGetAuthorizerOption = endpoint({
  ...getAuthorizerOptionInfo,
  path: '/cgi-bin/component/api_get_authorizer_option',
});

/**
 * `setAuthorizerOptionInfo` under the path of 2019.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/ThirdParty/authorization/set_authorizer_option.html
 */
export const apiSetAuthorizerOption = endpoint({
  ...setAuthorizerOptionInfo,
  path: '/cgi-bin/component/api_set_authorizer_option',
});
