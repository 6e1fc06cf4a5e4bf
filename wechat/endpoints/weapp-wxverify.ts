import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { rejected } from '../error-class.ts';
import { wireNumber, wireText } from '../wire.ts';
import { authData } from './shapes/auth-data.ts';
import { authErrors } from './shapes/auth-errors.ts';
import { fileErrors } from './shapes/media-errors.ts';

/** A leaf or branch of the identities' tree; texts have been seen in base64 (unconfirmed). */
type IdentityNode = {
  name?: string | undefined;
  node_id?: number | undefined;
  node_list: IdentityNode[];
  leaf_info?: { requirement?: string | undefined } | undefined;
  root_info?: { type?: number | undefined } | undefined;
};

const identityNode: z.ZodType<IdentityNode, unknown> = z.lazy(() =>
  z.object({
    name: wireText.optional(),
    node_id: wireNumber.optional(),
    node_list: z.array(identityNode).default([]),
    leaf_info: z.object({ requirement: wireText.optional() }).optional(),
    root_info: z.object({ type: wireNumber.optional() }).optional(),
  }),
);

const begun = z.object({ taskid: wireText, auth_url: z.string().optional() });

/**
 * Uploads a picture (PNG, JPEG, JPG, GIF, 2 MB at most; its name must end accordingly) for a verification; the id is
 * good for 3 days (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/weapp-wxverify/api_secwxaapi_uploadauthmaterial.html
 */
export const secwxaapiUploadauthmaterial = endpoint({
  method: 'POST',
  path: '/wxa/sec/uploadauthmaterial',
  token: 'authorizer',
  permission: [18],
  body: 'multipart',
  request: z.object({ media: z.file() }),
  response: z.object({ type: wireText.optional(), mediaid: wireText }),
  repeatable: true,
  timeout: 60_000,
  errors: fileErrors,
});

/**
 * The identities a person may be verified with, as a tree; its leaves say what must be proven.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/weapp-wxverify/api_secwxaapi_authidentitytree.html
 */
export const secwxaapiAuthidentitytree = endpoint({
  method: 'POST',
  path: '/wxa/sec/authidentitytree',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({ identity_tree_list: z.array(identityNode).default([]) }),
  repeatable: true,
});

/**
 * Begins the verification (认证) of an account: the admin gets a link, good for 24 h; then it is paid for and audited.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/weapp-wxverify/api_secwxaapi_wxaauth.html
 */
export const secwxaapiWxaauth = endpoint({
  method: 'POST',
  path: '/wxa/sec/wxaauth',
  token: 'authorizer',
  permission: [18],
  request: z.object({ auth_data: authData }),
  response: begun,
  repeatable: false,
  errors: authErrors,
});

/**
 * A verification. `task_status`: 0 link sent, 1 timed out, 2 refused, 3 agreed, 4 face check begun, 5 failed, 6 passed,
 * 7 phone code sent, 8 failed, 9 passed, 11 no audit order, 12 audit order, 14 failed, 15 to be paid. `apply_status`,
 * with an order: 0 none, 1 to be paid, 2 under audit, 3 to be refilled, 4 passed, 5 failed for good.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/weapp-wxverify/api_secwxaapi_queryauth.html
 */
export const secwxaapiQueryauth = endpoint({
  method: 'POST',
  path: '/wxa/sec/queryauth',
  token: 'authorizer',
  permission: [18],
  request: z.object({ taskid: z.string().min(1) }),
  response: z.object({
    appid: wireText.optional(),
    task_status: wireNumber,
    auth_url: z.string().optional(),
    apply_status: wireNumber.optional(),
    orderid: wireText.optional(),
    refill_reason: wireText.optional(),
    fail_reason: wireText.optional(),
    dispatch_info: z
      .object({
        provider: wireText.optional(),
        contact: wireText.optional(),
        dispatch_time: wireNumber.optional(),
      })
      .optional(),
  }),
  repeatable: true,
  // Seen, on no page (unconfirmed).
  errors: { 1: rejected('There is no such verification task of this account.', '认证任务不存在') },
});

/**
 * Submits a verification again that was sent back for a refill (打回重填, `apply_status` 3); the admin gets a link again.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/weapp-wxverify/api_secwxaapi_reauth.html
 */
export const secwxaapiReauth = endpoint({
  method: 'POST',
  path: '/wxa/sec/reauth',
  token: 'authorizer',
  permission: [18],
  request: z.object({ auth_data: authData.extend({ taskid: z.string().min(1) }) }),
  response: begun,
  repeatable: false,
  errors: authErrors,
});
