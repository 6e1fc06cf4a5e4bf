import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, merchant, notYet, provider, quota, rejected } from '../error-class.ts';
import { acknowledged, wireBoolean, wireNumber } from '../wire.ts';
import { fileErrors, mediaErrors } from './shapes/media-errors.ts';
import { nameErrors } from './shapes/name-errors.ts';
import { onlyByApi } from './shapes/only-by-api.ts';

const changes = { modify_used_count: wireNumber.optional(), modify_quota: wireNumber.optional() };
/** A side of the part of the image that becomes the avatar. */
const ratio = z.union([z.number().min(0).max(1), z.string().regex(/^(0(\.\d+)?|1(\.0+)?)$/)]);
const material = z.string().optional();

/**
 * Who the account is, what is set, and how many changes of it are used: read it before anything is changed. An account
 * whose `realname_status` is not 1 may only set itself up and verify itself. 41033 was reported in 2020 (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_getaccountbasicinfo.html
 */
export const getAccountBasicInfo = endpoint({
  method: 'POST',
  path: '/cgi-bin/account/getaccountbasicinfo',
  token: 'authorizer',
  permission: [3, 30],
  request: z.object({}),
  response: z.object({
    appid: z.string(),
    account_type: wireNumber.optional(),
    principal_type: wireNumber.optional(),
    principal_name: z.string().optional(),
    realname_status: wireNumber.optional(),
    credential: z.string().optional(),
    customer_type: wireNumber.optional(),
    nickname: z.string().optional(),
    registered_country: wireNumber.optional(),
    wx_verify_info: z
      .object({
        qualification_verify: wireBoolean.optional(),
        naming_verify: wireBoolean.optional(),
        annual_review: wireBoolean.optional(),
        annual_review_begin_time: wireNumber.optional(),
        annual_review_end_time: wireNumber.optional(),
      })
      .optional(),
    signature_info: z.object({ signature: z.string().optional(), ...changes }).optional(),
    head_image_info: z.object({ head_image_url: z.string().optional(), ...changes }).optional(),
    nickname_info: z.object({ nickname: z.string().optional(), ...changes }).optional(),
  }),
  repeatable: true,
  errors: onlyByApi,
});

/**
 * Sets the avatar at once: a part of an image that was uploaded for this account in the last 3 days, all of it from 0,0
 * to 1,1. 5 changes; the page says both that they are of a month and of a year (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_setheadimage.html
 */
export const setHeadImage = endpoint({
  method: 'POST',
  path: '/cgi-bin/account/modifyheadimage',
  token: 'authorizer',
  permission: [3, 30],
  request: z.object({ head_img_media_id: z.string(), x1: ratio, y1: ratio, x2: ratio, y2: ratio }),
  response: acknowledged,
  repeatable: false,
  errors: {
    ...mediaErrors,
    40009: fileErrors[40009],
    41006: bug('The media id is missing.', '缺少 media_id'),
    46001: provider('The media does not exist.', '素材不存在'),
    53202: quota("The account's changes of the avatar are used up for this month.", '本月头像修改次数已用完'),
    53203: notYet('WeChat lets nobody change avatars for the time being.', '暂时不能修改头像'),
    53205: bug('The part of the image is empty: x1 and y1 are below x2 and y2.', '裁剪参数不合法'),
  },
});

/**
 * Sets the introduction at once: 4 to 120 characters with at least 4 Chinese ones, 5 changes a month.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_setsignature.html
 */
export const setSignature = endpoint({
  method: 'POST',
  path: '/cgi-bin/account/modifysignature',
  token: 'authorizer',
  permission: [3, 30],
  request: z.object({ signature: z.string().min(4).max(120) }),
  response: acknowledged,
  repeatable: false,
  errors: {
    53200: quota("The account's changes of the introduction are used up for this month.", '本月功能介绍修改次数已用完'),
    53201: rejected('The introduction holds a word that is barred.', '功能介绍含有违禁词，请修改'),
    53204: rejected(
      'The introduction needs 4 to 120 characters, at least 4 of them Chinese.',
      '功能介绍须为 4–120 字，至少 4 个汉字',
    ),
  },
});

/**
 * Whether a name may be had, and whether it needs material (`hit_condition`, with `wording` why). Only for mini programs
 * registered by API.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_checknickname.html
 */
export const checkNickName = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxverify/checkwxverifynickname',
  token: 'authorizer',
  permission: [3, 31],
  request: z.object({ nick_name: z.string().min(1) }),
  response: z.object({ hit_condition: wireBoolean, wording: z.string().optional() }),
  repeatable: true,
  errors: { ...onlyByApi, ...nameErrors },
});

/**
 * Names the account: at once, or with an audit where the answer holds an `audit_id` other than 0. 2 names a calendar year
 * and again after a verification. An organisation sends its licence, a person the identity card; `naming_other_stuff` is
 * material for a name that needs it. All are media ids.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_setnickname.html
 */
export const setNickName = endpoint({
  method: 'POST',
  path: '/wxa/setnickname',
  token: 'authorizer',
  permission: [30],
  request: z.object({
    nick_name: z.string().min(1),
    id_card: material,
    license: material,
    naming_other_stuff_1: material,
    naming_other_stuff_2: material,
    naming_other_stuff_3: material,
    naming_other_stuff_4: material,
    naming_other_stuff_5: material,
  }),
  response: z.object({ wording: z.string().optional(), audit_id: wireNumber.optional() }),
  repeatable: false,
  errors: {
    ...mediaErrors,
    91001: merchant(
      'Only a mini program registered by API can be named; the merchant names it at mp.weixin.qq.com.',
      '仅支持通过接口注册的小程序，请商家登录公众平台设置',
    ),
    91002: merchant(
      "An organisation's mini program that is released gets another name only with a verification (微信认证).",
      '小程序已发布，请通过微信认证改名',
    ),
    91003: provider('The state of the account does not allow another name now.', '改名状态不合法'),
    91004: rejected('The name is invalid.', '名称不合法'),
    91005: rejected("The name is in another owner's 15 days of protection.", '名称在 15 天主体保护期内'),
    91006: rejected('The name is a WeChat id.', '名称与微信号重复'),
    91007: rejected('The name is taken.', '名称已被占用'),
    91008: rejected('The name is in 7 days of protection after an infringement.', '名称在 7 天侵权保护期内'),
    91009: merchant('Material is needed for this name: the licence or the identity card.', '该名称需要提交材料'),
    91010: provider('WeChat refused the name without a reason.', '设置名称失败（其他错误）'),
    91012: provider('WeChat refused the name without a reason.', '设置名称失败（其他错误）'),
    91013: rejected('The owner holds too many names.', '占用名称过多'),
    91014: rejected('A mini program with this name and a plus sign is of another owner.', '同类型关联名主体不一致'),
    91015: rejected('An account of another kind with this name is of another owner.', '不同类型同名主体不一致'),
    91016: rejected('Two or more accounts have this name.', '名称占用者不少于 2 个'),
    91017: rejected(
      'An account of another kind with this name and a plus sign is of another owner.',
      '关联名主体不一致',
    ),
    91018: merchant('The names are used up; another one needs a verification (微信认证).', '请通过微信认证改名'),
    91019: notYet('Code of this account is under audit.', '小程序有版本正在审核，审核后再改名'),
  },
});

/**
 * One audit of a name: 1 under audit, 2 rejected, 3 passed.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_getnicknamestatus.html
 */
export const getNickNameStatus = endpoint({
  method: 'POST',
  path: '/wxa/api_wxa_querynickname',
  token: 'authorizer',
  permission: [30],
  request: z.object({ audit_id: z.number() }),
  response: z.object({
    nickname: z.string(),
    audit_stat: wireNumber,
    fail_reason: z.string().optional(),
    create_time: wireNumber.optional(),
    audit_time: wireNumber.optional(),
  }),
  repeatable: true,
  errors: { 91011: bug('There is no audit of a name with this id.', '查不到名称审核单') },
});

/**
 * Whether users find the account when they search: 1 no, 0 yes.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_getsearchstatus.html
 */
export const getSearchStatus = endpoint({
  method: 'GET',
  path: '/wxa/getwxasearchstatus',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({ status: wireNumber }),
  repeatable: true,
});

/**
 * Sets whether users find the account when they search: 1 no, 0 yes.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_setsearchstatus.html
 */
export const setSearchStatus = endpoint({
  method: 'POST',
  path: '/wxa/changewxasearchstatus',
  token: 'authorizer',
  permission: [18],
  request: z.object({ status: z.literal([0, 1]) }),
  response: acknowledged,
  repeatable: true,
  errors: {
    85083: merchant('WeChat barred this account from being found; see mp.weixin.qq.com.', '搜索状态被封禁，无法修改'),
    85084: bug('The status is 0 or 1.', 'status 须为 0 或 1'),
  },
});
