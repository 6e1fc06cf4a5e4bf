import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { wireNumber, wireText } from '../wire.ts';

/**
 * What the account was found to have violated. Times are unix seconds; without one of them 90 days from the other, without
 * either the last 90 days. Needs the permission sets 18 and 76. `illegal_content` has been seen to be absent.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record-management/api_getillegalrecords.html
 */
export const getIllegalRecords = endpoint({
  method: 'POST',
  path: '/wxa/getillegalrecords',
  token: 'authorizer',
  permission: [76],
  request: z.object({ start_time: z.number().int().optional(), end_time: z.number().int().optional() }),
  response: z.object({
    records: z
      .array(
        z.object({
          illegal_record_id: wireText,
          create_time: wireNumber,
          illegal_reason: z.string().optional(),
          illegal_content: z.string().optional(),
          rule_url: z.string().optional(),
          rule_name: z.string().optional(),
        }),
      )
      .default([]),
  }),
  repeatable: true,
});

/**
 * The appeals against one violation: from a user (0) or the provider (1), being looked at (1), granted (2), rejected (3),
 * withdrawn (4). Proofs are media ids for the call that fetches temporary material. Needs the permission sets 18 and 76.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record-management/api_getappealrecords.html
 */
export const getAppealRecords = endpoint({
  method: 'POST',
  path: '/wxa/getappealrecords',
  token: 'authorizer',
  permission: [76],
  request: z.object({ illegal_record_id: z.string().min(1) }),
  response: z.object({
    records: z
      .array(
        z.object({
          appeal_record_id: wireNumber,
          appeal_time: wireNumber,
          appeal_count: wireNumber.optional(),
          appeal_from: wireNumber,
          appeal_status: wireNumber,
          audit_time: wireNumber.optional(),
          audit_reason: z.string().optional(),
          punish_description: z.string().optional(),
          materials: z
            .array(
              z.object({
                illegal_material: z
                  .object({ content: z.string().optional(), content_url: z.string().optional() })
                  .optional(),
                appeal_material: z
                  .object({ reason: z.string().optional(), proof_material_ids: z.array(z.string()).default([]) })
                  .optional(),
              }),
            )
            .default([]),
        }),
      )
      .default([]),
  }),
  repeatable: true,
});
