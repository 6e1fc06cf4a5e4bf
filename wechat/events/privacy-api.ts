import { z } from 'zod';
import { event } from '../event.ts';
import { wireNumber, wireNumberIfAny, wireText } from '../wire.ts';

/**
 * The review of an application for a privacy interface is over: 2 rejected, 3 passed. Times are unix seconds.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/privacy-api-management/api_applyprivacyinterface.html
 */
export const wxaPrivacyApply = event({
  channel: 'authorizer',
  name: 'wxa_privacy_apply',
  payload: z.object({
    ToUserName: z.string(),
    FromUserName: z.string(),
    CreateTime: wireNumber,
    result_info: z.object({
      api_name: z.string(),
      apply_time: wireNumberIfAny,
      audit_id: wireNumberIfAny,
      audit_time: wireNumberIfAny,
      reason: wireText.optional(),
      status: wireNumber,
    }),
  }),
  secrets: [],
  dedupe: ['FromUserName', 'CreateTime', 'result_info'],
});
