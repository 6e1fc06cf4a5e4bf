import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, done, merchant, notYet, provider, slowDown, transient } from '../error-class.ts';
import { wireList, wireNumber } from '../wire.ts';

/**
 * Applies for an interface that needs a permission (such as `wx.choosePoi`, case-sensitive), with at least one proof;
 * content up to 300 characters. WeChat decides in 1 to 3 working days and pushes `wxa_privacy_apply`.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/privacy-api-management/api_applyprivacyinterface.html
 */
export const applyPrivacyInterface = endpoint({
  method: 'POST',
  path: '/wxa/security/apply_privacy_interface',
  token: 'authorizer',
  permission: [18],
  request: z.object({
    api_name: z.string().min(1),
    content: z.string().min(1).max(300),
    url_list: z.array(z.string()).optional(),
    pic_list: z.array(z.string()).max(10).optional(),
    video_list: z.array(z.string()).max(1).optional(),
  }),
  response: z.object({ audit_id: wireNumber }),
  repeatable: false,
  errors: {
    61031: notYet('An application for this interface is under review; wait for its result.', '该接口正在审核中'),
    61032: provider('The video must be an MP4; convert it.', '视频格式需为 mp4，请转换'),
    61033: transient('WeChat could not fetch the video; is its link open to everybody?', '视频下载失败，请重试'),
    61034: bug('An argument is missing: api_name, content, or all proofs.', '缺少必填参数或证明材料'),
    61035: done(
      'The interface needs no application: it is open already, or its name is wrong (case-sensitive).',
      '该接口无需申请，或接口名有误（区分大小写）',
    ),
    61036: merchant(
      "The account's categories do not allow this interface; add one that does.",
      '类目不支持申请该接口，请添加支持的类目',
    ),
    61037: bug('The content is not UTF-8.', '申请内容需为 UTF-8 编码'),
    61038: slowDown('More than 280 applications in this minute.', '申请过于频繁'),
  },
});

/**
 * The interfaces that need a permission, and where each stands: 1 to apply for, 2 not allowed, 3 under review,
 * 4 rejected with `fail_reason`, 5 open; WeChat may leave the status out before an application. Times are unix seconds.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/privacy-api-management/api_getprivacyinterface.html
 */
export const getPrivacyInterface = endpoint({
  method: 'GET',
  path: '/wxa/security/get_privacy_interface',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    interface_list: wireList(
      z.object({
        api_name: z.string(),
        api_ch_name: z.string().optional(),
        api_desc: z.string().optional(),
        apply_time: wireNumber.optional(),
        status: wireNumber.default(1),
        audit_id: wireNumber.optional(),
        fail_reason: z.string().optional(),
        api_link: z.string().optional(),
        group_name: z.string().optional(),
      }),
    ),
  }),
  repeatable: true,
});
