import { z } from 'zod';
import { event } from '../event.ts';
import { wireNumber, wireNumberIfAny, wireText } from '../wire.ts';

const platform = { AppId: z.string(), CreateTime: wireNumber };
const sender = { ToUserName: z.string(), FromUserName: z.string(), CreateTime: wireNumber };

/** An element that may be absent, or empty text. */
const elementOf = <S extends z.ZodRawShape>(shape: S) => z.preprocess((value) => value || {}, z.object(shape));

/**
 * The end of a trial's creation: 0 with its appid, 3 not confirmed within 24 h. It carries no code: that comes with an
 * `authorized` of its own, before or after.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-regist-beta/api_registerbetaminiprogram.html
 */
export const notifyThirdFastregisterbetaapp = event({
  channel: 'component',
  name: 'notify_third_fastregisterbetaapp',
  payload: z.object({
    ...platform,
    appid: z.string().optional(),
    status: wireNumber,
    msg: z.string().optional(),
    info: elementOf({ unique_id: wireText.optional(), name: z.string().optional() }),
  }),
  secrets: [],
  dedupe: ['status', 'appid', 'info', 'CreateTime'],
});

/**
 * The end of a trial's conversion with an enterprise: 0, or the reason as in a registration; 89251 and 89252 while the
 * legal person and the admin have not acted, 100004 where names differ (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/register-management/fast-regist-beta/api_verfifybetaminiprogram.html
 */
export const notifyThirdFastverifybetaapp = event({
  channel: 'component',
  name: 'notify_third_fastverifybetaapp',
  payload: z.object({
    ...platform,
    appid: z.string().optional(),
    status: wireNumber,
    msg: z.string().optional(),
    taskid: wireText.optional(),
    info: elementOf({
      name: z.string().optional(),
      code: z.string().optional(),
      code_type: wireText.optional(),
      component_phone: z.string().optional(),
    }),
  }),
  secrets: [],
  dedupe: ['status', 'appid', 'info', 'CreateTime'],
});

/** How far a conversion by an official account's subject came; `operation_time` is `yyyy-MM-dd HH:mm`. */
const progress = {
  appid: z.string().optional(),
  mp_appid: z.string().optional(),
  status: wireNumberIfAny,
  msg: z.string().optional(),
  operation_time: wireText.optional(),
};

/**
 * The admin of an official account lent its subject to a trial: with the ticket, good for 2 h.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/verify_beta_Mini_Programs/getmpadminauth.html
 */
export const betaappAuthorizationApplyEvent = event({
  channel: 'authorizer',
  name: 'betaapp_authorization_apply_event',
  payload: z.object({
    ...sender,
    ApplyAuthorizationInfoNoitfy: z.object({ ...progress, ticket: z.string().optional() }),
  }),
  secrets: ['ApplyAuthorizationInfoNoitfy.ticket'],
  dedupe: ['FromUserName', 'CreateTime', 'ApplyAuthorizationInfoNoitfy'],
});

/**
 * The trial's admin agreed to the subject of an official account.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/verify_beta_Mini_Programs/mpverifybetaweapp.html
 */
export const betaappVerifyApplyEvent = event({
  channel: 'authorizer',
  name: 'betaapp_verify_apply_event',
  payload: z.object({ ...sender, ApplyAuthorizationInfoNoitfy: z.object(progress) }),
  secrets: [],
  dedupe: ['FromUserName', 'CreateTime', 'ApplyAuthorizationInfoNoitfy'],
});

/**
 * A trial became formal with the subject of an official account, or why not.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/verify_beta_Mini_Programs/mpverifybetaweapp.html
 */
export const betaappVerifyEvent = event({
  channel: 'authorizer',
  name: 'betaapp_verify_event',
  payload: z.object({ ...sender, ApplyAuthorizationInfoNoitfy: z.object(progress) }),
  secrets: [],
  dedupe: ['FromUserName', 'CreateTime', 'ApplyAuthorizationInfoNoitfy'],
});

/**
 * The admin of a merchant number lent its subject to a trial; with the link for the trial's admin. Known from a client
 * library only (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/beta_Mini_Programs/fastverifyV2.html
 */
export const betaappReuseMerchantIdMerchantAdministratorAuthorizationApplyEvent = event({
  channel: 'authorizer',
  name: 'betaapp_reuse_merchant_ID_merchant_administrator_authorization_apply_event',
  payload: z.object({
    ...sender,
    ApplyMerchantAdminAuthorizationInfoNotify: z.object({
      appid: z.string().optional(),
      taskid: wireText.optional(),
      status: wireNumberIfAny,
      msg: z.string().optional(),
      authorize_appid_administrator_url: z.string().optional(),
      authorize_merchant_administrator_status: wireNumberIfAny,
      operation_time: wireText.optional(),
    }),
  }),
  secrets: [],
  dedupe: ['FromUserName', 'CreateTime', 'ApplyMerchantAdminAuthorizationInfoNotify'],
});

/**
 * The trial's admin agreed to the subject of a merchant number. Known from a client library only (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/beta_Mini_Programs/fastverifyV2.html
 */
export const betaappReuseMerchantIdAppidAdministratorAuthorizationApplyEvent = event({
  channel: 'authorizer',
  name: 'betaapp_reuse_merchant_ID_appid_administrator_authorization_apply_event',
  payload: z.object({
    ...sender,
    ApplyPersonalAuthorizationInfoNotify: z.object({
      appid: z.string().optional(),
      status: wireNumberIfAny,
      msg: z.string().optional(),
      operation_time: wireText.optional(),
    }),
  }),
  secrets: [],
  dedupe: ['FromUserName', 'CreateTime', 'ApplyPersonalAuthorizationInfoNotify'],
});
