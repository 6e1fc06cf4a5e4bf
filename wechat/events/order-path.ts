import { z } from 'zod';
import { event } from '../event.ts';
import { wireList, wireNumber, wireNumberIfAny, wireText } from '../wire.ts';

/**
 * What became of each account of an application for order pages: 0 under review, 1 one is under review already, -1 busy,
 * -2 no such account, 30001 the provider may not. Its InfoType and lower-case names are those that SDKs read; WeChat's
 * page shows `List`, `Appid`, `AuditId` and `RetCode` and no InfoType (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_applysetorderpathinfo.html
 */
export const orderPathApplyResultNotify = event({
  channel: 'component',
  name: 'order_path_apply_result_notify',
  payload: z.object({
    AppId: z.string(),
    CreateTime: wireNumber,
    list: wireList(z.object({ appid: z.string(), audit_id: wireNumberIfAny, ret_code: wireNumber })),
  }),
  secrets: [],
  dedupe: ['CreateTime', 'list'],
});

/**
 * The review of order pages is over: 3 rejected with a reason, 4 passed. Times are unix seconds.
 * @see https://developers.weixin.qq.com/community/develop/doc/0004ace35f4cb8c235b0dd3e561c00
 */
export const orderPathAuditResultNotify = event({
  channel: 'component',
  name: 'order_path_audit_result_notify',
  payload: z.object({
    AppId: z.string(),
    CreateTime: wireNumber,
    list: wireList(
      z.object({
        appid: z.string(),
        audit_id: wireNumberIfAny,
        status: wireNumber,
        apply_time: wireNumberIfAny,
        audit_time: wireNumberIfAny,
        reason: wireText.optional(),
      }),
    ),
  }),
  secrets: [],
  dedupe: ['CreateTime', 'list'],
});
