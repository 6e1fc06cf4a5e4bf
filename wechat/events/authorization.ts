import { z } from 'zod';
import { event } from '../event.ts';
import { wireNumber, wireNumberIfAny } from '../wire.ts';

/**
 * The ticket, pushed every 10 minutes and valid for 12 h.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/component_verify_ticket.html
 */
export const componentVerifyTicket = event({
  channel: 'component',
  name: 'component_verify_ticket',
  payload: z.object({ AppId: z.string(), CreateTime: wireNumber, ComponentVerifyTicket: z.string().min(1) }),
  secrets: ['ComponentVerifyTicket'],
  dedupe: ['CreateTime'],
});

const authorization = z.object({
  AppId: z.string(),
  CreateTime: wireNumber,
  AuthorizerAppid: z.string().min(1),
  AuthorizationCode: z.string().min(1),
  AuthorizationCodeExpiredTime: wireNumberIfAny,
  PreAuthCode: z.string().optional(),
});

/**
 * A merchant authorized the platform; the code lives 600 s and works once.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/ThirdParty/token/authorize_event.html
 */
export const authorized = event({
  channel: 'component',
  name: 'authorized',
  payload: authorization,
  secrets: ['AuthorizationCode', 'PreAuthCode'],
  code: 'AuthorizationCode',
  dedupe: ['AuthorizerAppid', 'AuthorizationCode'],
});

/**
 * A merchant changed the permission sets; it carries a new code.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/ThirdParty/token/authorize_event.html
 */
export const updateauthorized = event({
  channel: 'component',
  name: 'updateauthorized',
  payload: authorization,
  secrets: ['AuthorizationCode', 'PreAuthCode'],
  code: 'AuthorizationCode',
  dedupe: ['AuthorizerAppid', 'AuthorizationCode'],
});

/**
 * A merchant withdrew the authorization.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/ThirdParty/token/authorize_event.html
 */
export const unauthorized = event({
  channel: 'component',
  name: 'unauthorized',
  payload: z.object({ AppId: z.string(), CreateTime: wireNumber, AuthorizerAppid: z.string().min(1) }),
  secrets: [],
  dedupe: ['AuthorizerAppid', 'CreateTime'],
});
