import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { done, merchant, rejected } from '../error-class.ts';
import { acknowledged, wireBoolean } from '../wire.ts';

const bound = done(
  'The account is bound to an open account (开放平台账号) already; getOpenAccount tells to which.',
  '该账号已绑定开放平台账号',
);
const otherSubject = rejected(
  'The account and the open account belong to different subjects.',
  '账号与开放平台账号主体不一致',
);
const notByApi = rejected(
  'The open account was not created by API; it is managed in open.weixin.qq.com.',
  '该开放平台账号并非通过接口创建，不允许操作',
);

const permission = [24, 25, 60] as const;
/** Must be the token's own account where it is given, else 40013. */
const ownAppid = z.string().optional();

/**
 * Creates an open account (开放平台账号) of the account's subject and binds the account to it. It is unverified, so it holds
 * 5 accounts of its subject; a trial mini program cannot create one.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/openplatform-management/api_createopenaccount.html
 */
export const createOpenAccount = endpoint({
  method: 'POST',
  path: '/cgi-bin/open/create',
  token: 'authorizer',
  permission,
  request: z.object({ appid: ownAppid }),
  response: z.object({ open_appid: z.string().min(1) }),
  repeatable: false,
  errors: { 89000: bound, 89001: otherSubject },
});

/**
 * Binds the account to an open account: a verified one takes 100 accounts, an unverified one 5 of its subject and only if
 * it was created by API.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/openplatform-management/api_bindopenaccount.html
 */
export const bindOpenAccount = endpoint({
  method: 'POST',
  path: '/cgi-bin/open/bind',
  token: 'authorizer',
  permission,
  request: z.object({ open_appid: z.string(), appid: ownAppid }),
  response: acknowledged,
  repeatable: true,
  errors: {
    89000: bound,
    89001: otherSubject,
    89003: notByApi,
    89004: rejected('The open account holds as many accounts as it may.', '开放平台账号绑定数量已达上限'),
    89036: merchant(
      'The open account was neither created by API nor verified; the merchant must verify it.',
      '该开放平台账号非接口创建或未认证，请先认证',
    ),
  },
});

/**
 * Unbinds the account from an open account that was created by API.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/openplatform-management/api_unbindopenaccount.html
 */
export const unbindOpenAccount = endpoint({
  method: 'POST',
  path: '/cgi-bin/open/unbind',
  token: 'authorizer',
  permission,
  request: z.object({ open_appid: z.string(), appid: ownAppid }),
  response: acknowledged,
  repeatable: true,
  errors: { 89001: otherSubject, 89003: notByApi },
});

/**
 * The open account to which the account is bound.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/openplatform-management/api_getopenaccount.html
 */
export const getOpenAccount = endpoint({
  method: 'POST',
  path: '/cgi-bin/open/get',
  token: 'authorizer',
  permission,
  request: z.object({ appid: ownAppid }),
  response: z.object({ open_appid: z.string().min(1) }),
  repeatable: true,
  errors: { 89002: rejected('The account is not bound to an open account.', '该账号未绑定开放平台账号') },
});

/**
 * Whether the account is bound to an open account.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/miniprogram-management/basic-info-management/getBindOpenAccount.html
 */
export const getBindOpenAccount = endpoint({
  method: 'GET',
  path: '/cgi-bin/open/have',
  token: 'authorizer',
  permission: [3, 30],
  request: z.object({}),
  response: z.object({ have_open: wireBoolean }),
  repeatable: true,
});

/**
 * Whether the open account to which the account is bound has the same subject.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/miniprogram-management/basic-info-management/getBindOpenAccountEntity.html
 */
export const getBindOpenAccountEntity = endpoint({
  method: 'GET',
  path: '/cgi-bin/open/sameentity',
  token: 'authorizer',
  permission: [3, 30],
  request: z.object({}),
  response: z.object({ same_entity: wireBoolean }),
  repeatable: true,
});
