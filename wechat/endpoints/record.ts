import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, done, provider, rejected } from '../error-class.ts';
import { acknowledged, binaryAnswer, wireBoolean, wireList, wireNumber, wireText } from '../wire.ts';
import { icpAuditData, icpErrors, icpHints, icpOrder, shownOrder } from './shapes/icp-order.ts';

const notFound = rejected('The account has no such task or filing.', '无法找到资源');

/** What all calls of an ICP filing have in common. */
const filing = { token: 'authorizer', permission: [18, 156] } as const;

const named = { name: wireText, remark: wireText.optional() };

/**
 * Uploads a picture or video for a filing. `certificate_type` is needed for certificates and must be that of the field;
 * `icp_order_field` is one field that will hold it, such as `icp_subject.principal_info.certificate_photo_front`.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_uploadicpmedia.html
 */
export const uploadIcpMedia = endpoint({
  method: 'POST',
  path: '/wxa/icp/upload_icp_media',
  ...filing,
  body: 'multipart',
  request: z.object({
    type: z.enum(['image', 'video']),
    certificate_type: z.number().int().optional(),
    icp_order_field: z.string().min(1),
    media: z.file(),
  }),
  response: z.object({
    type: wireText.optional(),
    media_id: wireText,
    // Both spellings are on the page.
    created_at: wireNumber.optional(),
    create_at: wireNumber.optional(),
  }),
  repeatable: true,
  timeout: 60_000,
  // Seen, on no page (unconfirmed).
  errors: {
    40004: provider('The file is not of the kind that `type` says; upload another.', '媒体文件类型不合法，请更换文件'),
  },
});

/**
 * The kinds of certificate and for which kind of unit each is; changes now and then.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_queryicpcertificatetypes.html
 */
export const queryIcpCertificateTypes = endpoint({
  method: 'GET',
  path: '/wxa/icp/query_icp_certificate_types',
  ...filing,
  request: z.object({}),
  response: z.object({
    items: wireList(z.object({ type: wireNumber, subject_type: wireNumber.optional(), ...named })),
  }),
  repeatable: true,
});

/**
 * The kinds of unit (单位性质), such as 4 enterprise and 5 person; changes now and then.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_queryicpsubjecttypes.html
 */
export const queryIcpSubjectTypes = endpoint({
  method: 'GET',
  path: '/wxa/icp/query_icp_subject_types',
  ...filing,
  request: z.object({}),
  response: z.object({ items: wireList(z.object({ type: wireNumber, ...named })) }),
  repeatable: true,
});

/** A region and those in it. */
type District = { type: number; code: number; name: string; sub_list: District[] };

const district: z.ZodType<District, unknown> = z.lazy(() =>
  z.object({ type: wireNumber, code: wireNumber, name: wireText, sub_list: z.array(district).default([]) }),
);

/**
 * All regions: `type` 1 province, 2 city, 3 district. The answer is large.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_queryicpdistrictcode.html
 */
export const queryIcpDistrictCode = endpoint({
  method: 'GET',
  path: '/wxa/icp/query_icp_district_code',
  ...filing,
  request: z.object({}),
  response: z.object({ items: z.array(district).default([]) }),
  repeatable: true,
  timeout: 60_000,
});

/**
 * The approvals that must come first (前置审批); 24 is none of them. Changes now and then.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_queryicpnrlxtypes.html
 */
export const queryIcpNrlxTypes = endpoint({
  method: 'GET',
  path: '/wxa/icp/query_icp_nrlx_types',
  ...filing,
  request: z.object({}),
  response: z.object({ items: wireList(z.object({ type: wireNumber, name: wireText })) }),
  repeatable: true,
});

/**
 * What mini programs may be about; a `parent_type` of 0 or none is a branch, and a filing names leaves only. Changes now
 * and then.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_queryicpservicecontenttypes.html
 */
export const queryIcpServiceContentTypes = endpoint({
  method: 'GET',
  path: '/wxa/icp/query_icp_service_content_types',
  ...filing,
  request: z.object({}),
  response: z.object({
    items: wireList(z.object({ type: wireNumber, parent_type: wireNumber.optional(), ...named })),
  }),
  repeatable: true,
});

/**
 * Sends the admin a notice to check the face, good for 24 h and as many tries; the task is good for 3 days, or 1 day
 * along with a verification, which also has a `verify_url`.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_createicpverifytask.html
 */
export const createIcpVerifyTask = endpoint({
  method: 'POST',
  path: '/wxa/icp/create_icp_verifytask',
  ...filing,
  request: z.object({ along_with_auth: z.boolean().optional() }),
  response: z.object({ task_id: wireText, verify_url: z.string().optional() }),
  repeatable: false,
});

/**
 * A face check: 0 not begun, 1 waiting, 2 failed, 3 passed, final only with `is_finish`. `along_with_auth_result` 9: the
 * phone check of the verification passed.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_queryicpverifytask.html
 */
export const queryIcpVerifyTask = endpoint({
  method: 'POST',
  path: '/wxa/icp/query_icp_verifytask',
  ...filing,
  request: z.object({ task_id: z.string().min(1) }),
  response: z.object({
    is_finish: wireBoolean.default(false),
    face_status: wireNumber.optional(),
    along_with_auth_result: wireNumber.optional(),
  }),
  repeatable: true,
  errors: { 1: rejected('The task has expired or never was.', '任务过期或不存在'), 86328: notFound },
});

/**
 * Asks for an ICP filing (备案). WeChat checks each field at once: `hints` name those that are wrong, in a refusal (86202)
 * too. The calls of a day are limited; the number is unconfirmed.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_applyicpfiling.html
 */
export const applyIcpFiling = endpoint({
  method: 'POST',
  path: '/wxa/icp/apply_icp_filing',
  ...filing,
  request: z.object(icpOrder),
  response: z.object({ hints: icpHints }),
  refusal: z.object({ hints: icpHints }),
  repeatable: false,
  timeout: 30_000,
  errors: icpErrors,
});

/**
 * Withdraws an application while the platform reviews it; not once it went to the bureau, and never a cancellation.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_cancelapplyicpfiling.html
 */
export const cancelApplyIcpFiling = endpoint({
  method: 'POST',
  path: '/wxa/icp/cancel_apply_icp_filing',
  ...filing,
  request: z.object({}),
  response: acknowledged,
  repeatable: true,
  errors: {
    86330: rejected('It is too late to withdraw this application.', '备案审核订单未处于可以撤回的状态'),
    86368: done('There is no application to withdraw.', '不存在可撤回的审核订单'),
  },
});

/**
 * Cancels a filing: `cancel_type` 1 of the subject, 2 of the mini program, 3 of the WeChat mini program; `reason_type` 1
 * no longer operated, 2 the subject changed. The principal confirms by SMS; who ignores it keeps the filing.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_cancelicpfiling.html
 */
export const cancelIcpfiling = endpoint({
  method: 'POST',
  path: '/wxa/icp/cancel_icp_filing',
  ...filing,
  request: z.object({
    cancel_type: z.literal([1, 2, 3]),
    reason_type: z.literal([1, 2]).optional(),
  }),
  response: acknowledged,
  repeatable: false,
  errors: { 86324: icpErrors[86324], 86353: done('The mini program has no filing.', '小程序未备案，不支持注销') },
});

/**
 * Where a filing stands: 2 platform reviews, 3 rejects, 4 bureau reviews, 5 rejects, 6 filed, 1024 not filed, plus 1
 * without name, avatar or intro, plus 2 without category, plus 4 without verification.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_geticpentranceinfo.html
 */
export const getIcpEntranceInfo = endpoint({
  method: 'GET',
  path: '/wxa/icp/get_icp_entrance_info',
  ...filing,
  request: z.object({}),
  response: z.object({
    info: z.object({
      status: wireNumber,
      is_canceling: wireBoolean.optional(),
      audit_data: icpAuditData,
      /** 0: no application is taken now. */
      available: wireNumber.optional(),
      /** 1 waiting, 2 done, 3 timed out; only with status 4. */
      sms_verify_status: wireNumber.optional(),
    }),
  }),
  repeatable: true,
});

/**
 * The filing in force, masked and without files.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_getonlineicporder.html
 */
export const getOnlineIcpOrder = endpoint({
  method: 'GET',
  path: '/wxa/icp/get_online_icp_order',
  ...filing,
  request: z.object({}),
  response: shownOrder,
  repeatable: true,
  // What an account without one gets is unconfirmed.
  errors: { 86328: notFound },
});

/**
 * A picture (JPEG) or video (MP4) that was uploaded for a filing.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_geticpmedia.html
 */
export const getIcpMedia = endpoint({
  method: 'GET',
  path: '/wxa/icp/get_icp_media',
  ...filing,
  request: z.object({ media_id: z.string().min(1) }),
  response: binaryAnswer,
  answer: 'binary',
  repeatable: true,
  timeout: 60_000,
  errors: { 86205: bug('The media id is invalid.', 'media_id 不合法') },
});
