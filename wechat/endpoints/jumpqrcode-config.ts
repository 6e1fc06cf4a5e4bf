import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, done, merchant, notYet, provider, quota, rejected, transient } from '../error-class.ts';
import { acknowledged, wireList, wireNumber } from '../wire.ts';

const common = {
  44990: transient('More than 5 calls in this second.', '接口请求超过 5 次/秒'),
  85075: merchant(
    'A personal mini program can not have rules for QR codes; the merchant needs one of an enterprise.',
    '个人小程序无法设置二维码规则，请商家改用企业主体',
  ),
} as const;

/**
 * Adds a rule for links in ordinary QR codes (扫普通链接二维码打开小程序), or changes one that is not published: links
 * that begin with `prefix` open `path`. `permit_sub_rule` 1: others may have rules below it, 2: they may not;
 * `open_version` of test links: 1 development, 2 trial, 3 release. The host serves the confirm file already. With
 * `appid` it is a rule of an official account for its own QR codes.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/jumpqrcode-config/api_addjumpqrcode.html
 */
export const addJumpQRCode = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/qrcodejumpadd',
  token: 'authorizer',
  permission: [3, 18],
  request: z.object({
    prefix: z.string().min(1),
    path: z.string().min(1),
    is_edit: z.literal([0, 1]),
    permit_sub_rule: z.literal([1, 2]).optional(),
    open_version: z.literal([1, 2, 3]).optional(),
    debug_url: z.array(z.string()).max(5).optional(),
    appid: z.string().optional(),
  }),
  response: acknowledged,
  repeatable: false,
  errors: {
    ...common,
    40097: bug('An argument is invalid; a published rule can not be changed.', '参数错误，已发布的规则不可修改'),
    85066: provider('The prefix is no link that WeChat takes; correct it.', '链接错误，请修改'),
    85068: provider('A test link does not begin with the prefix; correct it.', '测试链接不是子链接，请修改'),
    85069: provider(
      'The confirm file is not where it must be; see downloadQRCodeText.',
      '校验文件失败，请将校验文件放到链接所在目录',
    ),
    85070: rejected('The link is on the list of barred links.', 'URL 命中黑名单，无法添加'),
    85071: done('The account has this rule already.', '已添加该链接'),
    85072: rejected('Another account has this link.', '该链接已被占用'),
    85073: provider('The account has as many rules as it may; delete some first.', '二维码规则已满，请先删除部分规则'),
    886001: transient('WeChat is busy; try again.', '系统繁忙，请重试'),
  },
});

/**
 * The rules of an account, each not published (1) or published (2), and how often it may still publish this month. The
 * parameters are those of an official account's rules; a mini program sends none.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/jumpqrcode-config/api_getjumpqrcode.html
 */
export const getJumpQRCode = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/qrcodejumpget',
  token: 'authorizer',
  permission: [3, 18],
  request: z.object({
    appid: z.string().optional(),
    get_type: z.literal([0, 1, 2]).optional(),
    prefix_list: z.array(z.string()).max(200).optional(),
    page_num: z.number().int().min(1).optional(),
    page_size: z.number().int().min(1).max(200).optional(),
  }),
  response: z.object({
    rule_list: wireList(
      z.object({
        prefix: z.string(),
        permit_sub_rule: wireNumber.optional(),
        path: z.string(),
        open_version: wireNumber.optional(),
        debug_url: wireList(z.string()),
        state: wireNumber,
      }),
    ),
    qrcodejump_open: wireNumber.optional(),
    list_size: wireNumber.optional(),
    qrcodejump_pub_quota: wireNumber.optional(),
    total_count: wireNumber.optional(),
  }),
  repeatable: true,
  errors: common,
});

/**
 * The file that the host of a rule serves, in the last directory of the rule's link.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/jumpqrcode-config/api_downloadqrcodetext.html
 */
export const downloadQRCodeText = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/qrcodejumpdownload',
  token: 'authorizer',
  permission: [3, 18],
  request: z.object({}),
  response: z.object({ file_name: z.string().min(1), file_content: z.string() }),
  repeatable: true,
  errors: common,
});

/**
 * Publishes a rule, for everybody who scans; 100 times a month, and only after the account's first release.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/jumpqrcode-config/api_publishjumpqrcode.html
 */
export const publishJumpQRCode = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/qrcodejumppublish',
  token: 'authorizer',
  permission: [3, 18],
  request: z.object({ prefix: z.string().min(1) }),
  response: acknowledged,
  repeatable: false,
  errors: {
    ...common,
    85074: notYet('The account must be released first.', '小程序必须先发布代码'),
    85095: provider('The rule is broken; delete it and add it again.', '数据异常，请删除后重新添加'),
    886000: quota(
      "The month's 100 publications are used up; they return on the 1st.",
      '本月发布次数已用完，下月 1 日恢复',
    ),
  },
});

/**
 * Deletes a rule, published or not.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/jumpqrcode-config/api_deletejumpqrcode.html
 */
export const deleteJumpQRCode = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/qrcodejumpdelete',
  token: 'authorizer',
  permission: [3, 18],
  request: z.object({ prefix: z.string().min(1), appid: z.string().optional() }),
  response: acknowledged,
  repeatable: true,
  errors: { ...common, 886001: transient('WeChat is busy; try again.', '系统繁忙，请重试') },
});
