import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, notYet, provider } from '../error-class.ts';
import { acknowledged, wireList, wireNumber, wireText } from '../wire.ts';

/** Who answers for the merchant's privacy guide, and how users are told of changes. */
const ownerSetting = z.object({
  contact_phone: z.string().optional(),
  contact_email: z.string().optional(),
  contact_qq: z.string().optional(),
  contact_weixin: z.string().optional(),
  notice_method: z.string().optional(),
  store_expire_timestamp: z.string().optional(),
  ext_file_media_id: z.string().optional(),
  store_region: wireText.optional(),
});

const sdkPrivacyInfo = z.object({
  sdk_name: z.string().optional(),
  sdk_biz_name: z.string().optional(),
  sdk_list: z.array(z.object({ privacy_key: z.string(), privacy_text: z.string() })).optional(),
});

/**
 * The privacy guide (用户隐私保护指引): of the online version (1) or of the trial version (2), and what the code was found to use.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/privacy-management/api_getprivacysetting.html
 */
export const getPrivacySetting = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/getprivacysetting',
  token: 'authorizer',
  permission: [18],
  request: z.object({ privacy_ver: z.literal([1, 2]).optional() }),
  response: z.object({
    code_exist: wireNumber.optional(),
    privacy_list: z.array(z.string()).default([]),
    setting_list: z
      .array(
        z.object({
          privacy_key: z.string(),
          privacy_text: z.string().default(''),
          privacy_label: z.string().optional(),
        }),
      )
      .default([]),
    update_time: wireNumber.optional(),
    owner_setting: ownerSetting.optional(),
    privacy_desc: z
      .object({ privacy_desc_list: wireList(z.object({ privacy_key: z.string(), privacy_desc: z.string() })) })
      .optional(),
    sdk_privacy_info_list: z.array(sdkPrivacyInfo).optional(),
  }),
  repeatable: true,
});

/**
 * Sets the privacy guide of the trial version (2, unless told), with its whole list; it takes effect with the next audit
 * and release. Of the online one (1) only the owner, and at once. The owner needs a contact and `notice_method`;
 * `store_expire_timestamp` is a term such as `30天`, and absent where data is kept no longer than needed.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/privacy-management/api_setprivacysetting.html
 */
export const setPrivacySetting = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/setprivacysetting',
  token: 'authorizer',
  permission: [18],
  request: z.object({
    privacy_ver: z.literal([1, 2]).optional(),
    setting_list: z.array(z.object({ privacy_key: z.string(), privacy_text: z.string().min(1) })).optional(),
    owner_setting: ownerSetting,
    sdk_privacy_info_list: z.array(sdkPrivacyInfo).optional(),
  }),
  response: acknowledged,
  repeatable: true,
  errors: {
    86069: bug('owner_setting is missing.', '缺少 owner_setting'),
    86070: provider(
      'Add notice_method (how users are told of changes) to the privacy guide.',
      '隐私指引缺少 notice_method，请补充',
    ),
    86071: bug('privacy_ver is invalid.', 'privacy_ver 无效'),
    86072: provider(
      'store_expire_timestamp is no term such as 30天; correct it or leave it out.',
      'store_expire_timestamp 无效，应为如“30天”的期限',
    ),
    86073: provider(
      'ext_file_media_id is invalid; upload the file again for this account.',
      'ext_file_media_id 无效，请重新上传',
    ),
    86074: notYet('There is no online privacy guide yet.', '线上版本尚无隐私指引'),
    86075: bug("The online guide's ext_file_media_id can't be changed.", '不可修改线上 ext_file_media_id'),
  },
});

/**
 * Uploads a privacy guide of our own: a text file (`.txt`) of at most 100 KB, for `ext_file_media_id` of the guide.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/privacy-management/api_uploadprivacysetting.html
 */
export const uploadPrivacySetting = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/uploadprivacyextfile',
  token: 'authorizer',
  permission: [18],
  body: 'multipart',
  request: z.object({ file: z.file() }),
  response: z.object({ ext_file_media_id: wireText }),
  repeatable: true,
  errors: {
    40006: provider(
      'The file is larger than 100 KB or no text file (.txt); change it.',
      '文件超过 100KB 或不是 txt 文件，请更换',
    ),
    40126: provider('The text is larger than 100 KB; shorten it.', '文本超过 100KB，请精简'),
  },
});
