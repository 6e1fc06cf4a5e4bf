import { z } from 'zod';
import { merchant, notYet } from '../error-class.ts';
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
