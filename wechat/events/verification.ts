import { z } from 'zod';
import { event } from '../event.ts';
import { wireNumber, wireNumberIfAny, wireText } from '../wire.ts';

const head = { AppId: z.string(), CreateTime: wireNumber };

const dispatchInfo = z.object({
  provider: z.string().optional(),
  contact: z.string().optional(),
  dispatch_time: wireNumberIfAny,
});

/**
 * A verification (认证) moved: told at task_status 0, 6, 9, 12 and apply_status 2, 3, 4, 5, never of a time-out, a
 * refusal, a failed check or a payment that is due. `dispatch_info` counts at apply_status 2 only.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/weapp_wxverify.html
 */
export const notify3rdWxaAuth = event({
  channel: 'component',
  name: 'notify_3rd_wxa_auth',
  payload: z.object({
    ...head,
    appid: z.string(),
    taskid: wireText,
    task_status: wireNumber,
    apply_status: wireNumberIfAny,
    message: z.string().optional(),
    dispatch_info: z
      .union([dispatchInfo, z.literal('').transform((): z.output<typeof dispatchInfo> => ({}))])
      .optional(),
  }),
  secrets: [],
  dedupe: ['taskid', 'task_status', 'apply_status', 'CreateTime'],
});

/**
 * A verification ends or has ended (年审): told on its last day, 30 and 60 days later. `expired` is in unix seconds.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/weapp_wxverify.html
 */
export const notify3rdWxaWxverify = event({
  channel: 'component',
  name: 'notify_3rd_wxa_wxverify',
  payload: z.object({ ...head, appid: z.string(), expired: wireNumberIfAny, message: z.string().optional() }),
  secrets: [],
  dedupe: ['appid', 'expired', 'CreateTime'],
});

/**
 * A verification with filing moved to another `procedure_status`. Its page was not found; fields from code (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/wxverifyicp.html
 */
export const notify3rdWxaAuthAndIcp = event({
  channel: 'component',
  name: 'notify_3rd_wxa_auth_and_icp',
  payload: z.object({
    ...head,
    appid: z.string().optional(),
    authorizer_appid: z.string().optional(),
    procedure_id: wireText,
    procedure_status: wireNumber,
  }),
  secrets: [],
  dedupe: ['procedure_id', 'procedure_status', 'CreateTime'],
});
