import { z } from 'zod';
import { event } from '../event.ts';
import { wireNumber, wireNumberIfAny } from '../wire.ts';

const sender = { ToUserName: z.string(), FromUserName: z.string(), CreateTime: wireNumber };

/**
 * The audit passed. It names neither audit nor version: a hint to ask.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_submitaudit.html
 */
export const weappAuditSuccess = event({
  channel: 'authorizer',
  name: 'weapp_audit_success',
  payload: z.object({ ...sender, SuccTime: wireNumberIfAny }),
  secrets: [],
  dedupe: ['FromUserName', 'CreateTime'],
});

/**
 * The audit was rejected, with a reason in HTML and screenshots as media ids.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_submitaudit.html
 */
export const weappAuditFail = event({
  channel: 'authorizer',
  name: 'weapp_audit_fail',
  payload: z.object({
    ...sender,
    Reason: z.string().optional(),
    FailTime: wireNumberIfAny,
    ScreenShot: z.string().optional(),
  }),
  secrets: [],
  dedupe: ['FromUserName', 'CreateTime'],
});

/**
 * The audit takes longer; it may be withdrawn.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_submitaudit.html
 */
export const weappAuditDelay = event({
  channel: 'authorizer',
  name: 'weapp_audit_delay',
  payload: z.object({ ...sender, Reason: z.string().optional(), DelayTime: wireNumberIfAny }),
  secrets: [],
  dedupe: ['FromUserName', 'CreateTime'],
});
