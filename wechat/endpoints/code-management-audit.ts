import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, done, merchant, notYet, provider, quota, rejected, stop, transient } from '../error-class.ts';
import { acknowledged, binaryAnswer, wireList, wireNumber, wireText } from '../wire.ts';
import { notInitialised, onBehalfOnly } from './shapes/code-errors.ts';
import { joined } from './shapes/joined.ts';

const noCode = provider('No code of ours was committed to this account.', '尚未上传代码');
const monthUsed = stop('month', "The provider's submissions of this month are used up.", '本月提审额度已用完');
const trialName = merchant('A trial-style name must be changed first.', '请先修改试用名称');
const badExtJson = (en: string, zh: string) => provider(`ext.json: ${en}`, zh);
/** What WeChat says while it still looks through the code, and where an interface needs a permission. */
const detectionErrors = {
  61039: notYet('The privacy detection of the last commit is not finished.', '隐私接口检查任务未完成'),
  61040: merchant(
    'The code uses privacy interfaces without permission or declaration: apply for them, declare them, or say they are unused.',
    '代码使用了未获权限或未声明的隐私接口',
  ),
} as const;

/**
 * Uploads a template as the account's trial version (体验版) and starts its privacy detection; each call restarts that.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_commit.html
 */
export const commit = endpoint({
  method: 'POST',
  path: '/wxa/commit',
  token: 'authorizer',
  permission: [18],
  request: z.object({
    template_id: z.number().int(),
    ext_json: z.string(),
    user_version: z.string().min(1).max(64),
    user_desc: z.string().min(1),
  }),
  response: acknowledged,
  repeatable: false,
  timeout: 30_000,
  errors: {
    ...onBehalfOnly,
    [-60005]: provider(
      'WeChat does not say what this means; look at the template and its ext.json.',
      '微信未说明原因，请检查模板与 ext_json',
    ),
    80066: badExtJson(
      'plugins names a version that its plugin does not have; take one that its developer published.',
      '插件版本无效，请使用已发布的版本',
    ),
    80067: badExtJson(
      'plugins names a plugin that does not exist; correct its `provider`, which is an appid.',
      '找不到插件，请核对插件 appid（provider）',
    ),
    80082: provider(
      'The account may not use a plugin of the code; apply for it (managePluginApply) and wait for its developer, or leave it out.',
      '该账号没有插件使用权限，请先申请并等待插件方通过，或去掉该插件',
    ),
    85013: badExtJson('can not be parsed or holds an invalid path.', 'ext_json 无法解析或路径无效'),
    85014: provider('The template does not exist.', '模板不存在'),
    85043: provider('The template is broken.', '模板错误'),
    85044: provider('The package is too large (20 MB in all, 2 MB a package).', '代码包超过大小限制'),
    85045: badExtJson('names a path that does not exist.', 'ext_json 有不存在的路径'),
    85046: badExtJson('an item of the tabBar lacks pagePath.', 'tabBar 缺少 pagePath'),
    85047: badExtJson('pages is empty.', 'pages 字段为空'),
    85048: badExtJson('can not be parsed.', 'ext_json 解析失败'),
    85090: transient('Wait and commit for this extAppid later.', '请稍后再提交'),
    85310: badExtJson('requiredPrivateInfos holds a wrong name.', 'requiredPrivateInfos 接口名错误'),
    85311: badExtJson('requiredPrivateInfos holds names that exclude each other.', 'requiredPrivateInfos 接口互斥'),
    85312: provider(
      'requiredPrivateInfos holds an interface the account has no permission for; apply for it (applyPrivacyInterface) or leave it out.',
      'requiredPrivateInfos 接口无权限，请先申请',
    ),
    9402203: badExtJson('a standard template takes only extAppid, ext and window.', '标准模板 ext_json 错误'),
  },
});

/**
 * What the detection of the last commit found; 61039 until it has finished.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_getcodeprivacyinfo.html
 */
export const getCodePrivacyInfo = endpoint({
  method: 'GET',
  path: '/wxa/security/get_code_privacy_info',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    without_auth_list: wireList(z.string()),
    without_conf_list: wireList(z.string()),
  }),
  repeatable: true,
  errors: { ...onBehalfOnly, ...detectionErrors },
});

/**
 * The pages of the committed code.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_getcodepage.html
 */
export const getCodePage = endpoint({
  method: 'GET',
  path: '/wxa/get_page',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({ page_list: wireList(z.string()) }),
  repeatable: true,
  errors: { ...onBehalfOnly, 86001: noCode },
});

/**
 * The QR code of the trial version as a JPEG, for testers and admins.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_gettrialqrcode.html
 */
export const getTrialQRCode = endpoint({
  method: 'GET',
  path: '/wxa/get_qrcode',
  token: 'authorizer',
  permission: [18, 86],
  request: z.object({ path: z.string().optional() }),
  response: binaryAnswer,
  answer: 'binary',
  repeatable: true,
  errors: onBehalfOnly,
});

/**
 * Uploads a screenshot (PNG, JPEG or GIF up to 2 MB) or a recording (MP4 up to 10 MB) for the `preview_info` of a
 * submission; its id lives 3 days.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_uploadmediatocodeaudit.html
 */
export const uploadMediaToCodeAudit = endpoint({
  method: 'POST',
  path: '/wxa/uploadmedia',
  token: 'authorizer',
  permission: [18],
  body: 'multipart',
  request: z.object({ media: z.file() }),
  response: z.object({ type: z.string(), mediaid: z.string() }),
  repeatable: true,
  timeout: 60_000,
  errors: {
    ...onBehalfOnly,
    40005: provider('The file is no PNG, JPEG, GIF or MP4.', '上传素材文件格式不对'),
    40006: provider('The file is too large: 2 MB for a picture, 10 MB for a video.', '上传素材文件大小超出限制'),
    41005: bug('The file is missing or empty.', '缺少多媒体文件数据'),
    85085: monthUsed,
    86020: trialName,
  },
});

/**
 * Submits the trial version for audit; spends one of the provider's monthly submissions. Ids in `preview_info` are those
 * of uploadMediaToCodeAudit. An item has at most 10 tags of 20 characters, joined by a space. `feedback_info` and
 * `feedback_stuff`, at most 5 media ids joined by `|`, count only where the version before was rejected.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_submitaudit.html
 */
export const submitAudit = endpoint({
  method: 'POST',
  path: '/wxa/submit_audit',
  token: 'authorizer',
  permission: [18],
  request: z.object({
    item_list: z
      .array(
        z.object({
          address: z.string().optional(),
          tag: z.string().optional(),
          first_class: z.string(),
          second_class: z.string(),
          third_class: z.string().optional(),
          title: z.string().max(32).optional(),
          first_id: z.number(),
          second_id: z.number(),
          third_id: z.number().optional(),
        }),
      )
      .min(1)
      .max(5),
    feedback_info: z.string().max(200).optional(),
    feedback_stuff: joined(5, '|').optional(),
    version_desc: z.string().optional(),
    preview_info: z.object({ video_id_list: z.array(z.string()), pic_id_list: z.array(z.string()) }).optional(),
    ugc_declare: z
      .object({
        scene: z.array(z.number()),
        other_scene_desc: z.string().max(256).optional(),
        method: z.array(z.number()).optional(),
        has_audit_team: z.number().optional(),
        audit_desc: z.string().max(256).optional(),
      })
      .optional(),
    privacy_api_not_use: z.boolean().optional(),
    order_path: z.string().optional(),
  }),
  response: z.object({ auditid: wireNumber }),
  repeatable: false,
  timeout: 30_000,
  errors: {
    ...onBehalfOnly,
    ...detectionErrors,
    85006: provider('A tag of an item is malformed.', '标签格式错误'),
    85007: provider('The page path of an item is wrong.', '页面路径错误'),
    85008: merchant('A category is not set or not approved for this account.', '类目未设置或未通过审核'),
    85009: notYet('Another version of this account is under audit.', '已有正在审核的版本'),
    85010: provider('A field of an item is empty.', 'item_list 有项目为空'),
    85011: provider('The title of an item is wrong.', '标题填写错误'),
    85023: provider('Between 1 and 5 items are needed.', '审核列表数量须为 1–5'),
    85051: provider('version_desc or preview_info is too large.', '版本描述或预览信息过长'),
    85077: merchant('A category was delisted by WeChat; choose another.', '类目已下架，请更换'),
    85085: monthUsed,
    85086: noCode,
    85087: provider(
      'navigateToMiniProgram is used without its appid list.',
      '未声明 navigateToMiniProgram 的 appid 列表',
    ),
    85092: provider('preview_info is malformed or its media expired.', 'preview_info 格式错误或素材过期'),
    85093: provider('Too many images or videos in preview_info.', '预览素材数量超限'),
    85094: provider('A declaration on user content (ugc_declare) is needed.', '需要补充 UGC 声明'),
    86001: noCode,
    86002: notInitialised,
    86007: merchant('This mini program is barred from submitting.', '小程序禁止提交'),
    86008: stop('all', 'The provider is barred from all submissions.', '服务商被限制提审'),
    86009: stop('first', 'The provider is barred from submitting new mini programs.', '服务商被限制新增小程序提审'),
    86010: stop('iteration', 'The provider is barred from submitting iterations.', '服务商被限制迭代提审'),
    86020: trialName,
    87006: provider('A game can not be submitted this way.', '小游戏不可提交'),
    9400001: provider('The development mini program has the live-streaming right.', '开发小程序已开通直播权限'),
  },
});

const auditStatus = {
  status: wireNumber,
  reason: z.string().optional(),
};

/**
 * One audit: 0 passed, 1 rejected, 2 under audit, 3 withdrawn, 4 delayed.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_getauditstatus.html
 */
export const getAuditStatus = endpoint({
  method: 'POST',
  path: '/wxa/get_auditstatus',
  token: 'authorizer',
  permission: [18],
  request: z.object({ auditid: z.number() }),
  response: z.object({ ...auditStatus, screenshot: z.string().optional() }),
  repeatable: true,
  errors: { ...onBehalfOnly, 85012: bug('The audit id is invalid.', '审核编号无效'), 86001: noCode },
});

/**
 * The latest audit with its version and description: 0 passed, 1 rejected, 2 under audit, 3 withdrawn, 4 delayed.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_getlatestauditstatus.html
 */
export const getLatestAuditStatus = endpoint({
  method: 'GET',
  path: '/wxa/get_latest_auditstatus',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    auditid: wireNumber,
    ...auditStatus,
    ScreenShot: z.string().optional(),
    screenshot: z.string().optional(),
    user_version: wireText.optional(),
    user_desc: wireText.optional(),
    submit_audit_time: wireNumber.optional(),
  }),
  repeatable: true,
  errors: {
    ...onBehalfOnly,
    85058: rejected('Nothing was ever submitted for audit.', '没有审核记录'),
    86001: noCode,
  },
});

/**
 * Withdraws the audit under way: 5 times a day and 10 a month for each account.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_undoaudit.html
 */
export const undoAudit = endpoint({
  method: 'GET',
  path: '/wxa/undocodeaudit',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: acknowledged,
  repeatable: false,
  errors: {
    ...onBehalfOnly,
    87013: quota("The account's withdrawals of the day (5) or month (10) are used up.", '撤回次数已用完'),
  },
});

/**
 * The provider's submissions and accelerations of this month (WeChat's name says set, it only reads): how many are left and
 * how many there are, shared by all its accounts. Any account's token will do.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_setcodeauditquota.html
 */
export const setCodeAuditQuota = endpoint({
  method: 'GET',
  path: '/wxa/queryquota',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    rest: wireNumber,
    limit: wireNumber,
    speedup_rest: wireNumber,
    speedup_limit: wireNumber,
  }),
  repeatable: true,
  errors: onBehalfOnly,
});

/**
 * Accelerates an audit under way, which is then done in about 2 to 12 h; spends one of the provider's monthly
 * accelerations. A second call for the same audit spends nothing (89404).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_speedupcodeaudit.html
 */
export const speedupCodeAudit = endpoint({
  method: 'POST',
  path: '/wxa/speedupaudit',
  token: 'authorizer',
  permission: [18],
  request: z.object({ auditid: z.number() }),
  response: acknowledged,
  repeatable: true,
  errors: {
    ...onBehalfOnly,
    89401: transient('WeChat is unstable; try again later.', '系统不稳定，请稍后再试'),
    89402: rejected('The audit is not in the queue: not submitted, or decided already.', '该审核单不在待审核队列'),
    89403: rejected('WeChat does not accelerate audits of this kind; wait for it.', '该审核单不支持加急'),
    89404: done('The audit is accelerated already.', '该审核单已加急'),
    89405: quota("The provider's accelerations of this month are used up.", '本月加急额度已用完'),
  },
});
