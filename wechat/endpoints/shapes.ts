import { z } from 'zod';
import { merchant, notYet, rejected, slowDown } from '../error-class.ts';
import { wireNumber, wireText } from '../wire.ts';

/** A permission set the merchant granted, as `func_info` lists it. */
export const grantedPermission = z.object({ funcscope_category: z.object({ id: wireNumber }) });

/** Who answers for the merchant's privacy guide, and how users are told of changes. */
export const ownerSetting = z.object({
  contact_phone: z.string().optional(),
  contact_email: z.string().optional(),
  contact_qq: z.string().optional(),
  contact_weixin: z.string().optional(),
  notice_method: z.string().optional(),
  store_expire_timestamp: z.string().optional(),
  ext_file_media_id: z.string().optional(),
  store_region: wireText.optional(),
});

/** Text of at most so many parts, joined by a separator. */
export const joined = (most: number, separator: string) =>
  z
    .string()
    .min(1)
    .refine((text) => text.split(separator).length <= most, `at most ${most} parts joined by "${separator}"`);

/** What WeChat says of an account that was not registered by API. */
export const onlyByApi = {
  41033: merchant(
    'Only for a mini program registered by API; the merchant sees to it at mp.weixin.qq.com.',
    '仅支持通过接口注册的小程序，请商家登录公众平台设置',
  ),
} as const;

/** What WeChat says of a name that it does not give. */
export const nameErrors = {
  53010: rejected('The format of the name is invalid.', '名称格式不合法'),
  53011: slowDown('Names were checked too often.', '名称检测过于频繁'),
  53012: rejected('The name is forbidden.', '禁止使用该名称'),
  53013: rejected('Another mini program has this name.', '名称与已有小程序重复'),
  53014: rejected('A mini program with this name and a plus sign is of another owner.', '同名（+号）小程序主体不同'),
  53015: rejected('An official account of another owner has this name.', '名称与其他主体的公众号重复'),
  53016: rejected('Several official accounts have this name.', '名称与多个公众号重复'),
  53017: rejected(
    'An official account with this name and a plus sign is of another owner.',
    '同名（+号）公众号主体不同',
  ),
  53018: rejected('The name is a WeChat id.', '名称与微信号重复'),
  53019: rejected('The name is protected.', '名称在保护期内'),
} as const;

/** What WeChat says while it still looks through the code, and where an interface needs a permission. */
export const detectionErrors = {
  61039: notYet('The privacy detection of the last commit is not finished.', '隐私接口检查任务未完成'),
  61040: merchant(
    'The code uses privacy interfaces without permission or declaration: apply for them, declare them, or say they are unused.',
    '代码使用了未获权限或未声明的隐私接口',
  ),
} as const;

/** What WeChat says where the account has not been set up. */
export const notInitialised = merchant('Name, avatar or signature is not set.', '请先设置名称、头像、简介');
