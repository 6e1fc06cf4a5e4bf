import { z } from 'zod';
import { event } from '../event.ts';
import { wireList, wireNumber, wireNumberIfAny, wireText } from '../wire.ts';

const head = { ToUserName: z.string(), FromUserName: z.string(), CreateTime: wireNumber, appid: z.string() };
const rule = { rule_name: z.string().optional(), rule_url: z.string().optional() };
/** An element with children; without any its XML reads as empty text. */
const element = <S extends z.ZodRawShape>(shape: S) =>
  z.preprocess((value) => (value === '' ? {} : value), z.object(shape));

/**
 * The account was found to violate a rule (违规记录); pushed where permission set 76 is granted.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record-management/api_getillegalrecords.html
 */
export const wxaIllegalRecord = event({
  channel: 'authorizer',
  name: 'wxa_illegal_record',
  payload: z.object({
    ...head,
    illegal_record_id: wireText,
    create_time: wireNumberIfAny,
    illegal_reason: z.string().optional(),
    illegal_content: z.string().optional(),
    ...rule,
  }),
  secrets: [],
  dedupe: ['illegal_record_id'],
});

/**
 * An appeal (申诉) was made, or its state changed: 1 being looked at, 2 granted, 3 rejected, 4 withdrawn; from a user (0)
 * or the provider (1). `<material>` and `<proof_material_id>` repeat. 1 and 4 have neither time nor reason of the audit.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record-management/api_getappealrecords.html
 */
export const wxaAppealRecord = event({
  channel: 'authorizer',
  name: 'wxa_appeal_record',
  payload: z.object({
    ...head,
    appeal_record_id: wireNumber,
    appeal_time: wireNumberIfAny,
    appeal_count: wireNumberIfAny,
    appeal_from: wireNumberIfAny,
    appeal_status: wireNumber,
    audit_time: wireNumberIfAny,
    audit_reason: z.string().optional(),
    punish_description: z.string().optional(),
    material: wireList(
      z.object({
        illegal_material: element({ content: z.string().optional(), content_url: z.string().optional() }).optional(),
        appeal_material: element({
          reason: z.string().optional(),
          proof_material_id: wireList(z.string()),
        }).optional(),
      }),
    ),
  }),
  secrets: [],
  dedupe: ['appeal_record_id', 'appeal_status'],
});

/**
 * The account is punished: 1 warned, 2 functions barred, 3 taken down, 4 account barred, 10 a page barred. `detail` is JSON
 * whose shape goes with `event_type`. Pushed where permission set 76 is granted.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/illegalEvent.html
 */
export const wxaPunishEvent = event({
  channel: 'authorizer',
  name: 'wxa_punish_event',
  payload: z.object({
    ...head,
    event_type: wireNumber,
    punish_id: wireText,
    punish_time: wireNumberIfAny,
    illegal_reason: z.string().optional(),
    illegal_content: wireList(z.string()),
    ...rule,
    adjust_guide_url: z.string().optional(),
    detail: z.string().optional(),
  }),
  secrets: [],
  dedupe: ['punish_id', 'event_type'],
});
