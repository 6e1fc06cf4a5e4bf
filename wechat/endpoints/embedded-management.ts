import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, done, provider, quota, rejected, transient } from '../error-class.ts';
import { acknowledged, wireList, wireNumber, wireText } from '../wire.ts';

const busy = { 89408: transient('The half-screen service had an error; try again.', '半屏小程序系统错误') } as const;
const kind = {
  89431: rejected('This kind of mini program is not supported.', '不支持此类型小程序'),
  89432: bug('The appid is not a mini program.', '不是小程序'),
} as const;
const badList = { 89409: bug('An argument of the list is invalid.', '获取半屏小程序列表参数错误') } as const;
const deletion = {
  ...busy,
  ...kind,
  89415: bug('The appid to delete is empty.', '删除半屏小程序 appid 参数为空'),
  89416: bug('The appid to withdraw is empty.', '取消半屏小程序授权 appid 参数为空'),
  89421: done('There is nothing to delete.', '删除数据未找到'),
  89422: bug('Its state does not allow to delete it.', '删除状态异常'),
} as const;
const embeddedAppid = z.object({ appid: z.string().min(1) });
const page = z.object({
  start: z.number().int().min(0).optional(),
  num: z.number().int().min(1).max(1000).optional(),
});
const list = z.object({
  wxa_embedded_list: wireList(
    z.object({
      appid: z.string(),
      create_time: wireNumber.optional(),
      headimg: z.string().optional(),
      nickname: wireText.optional(),
      reason: wireText.optional(),
      status: wireNumber,
    }),
  ),
  embedded_flag: wireNumber.optional(),
});

/**
 * Asks to open another mini program in half a screen (半屏小程序), with a reason of up to 30 characters; its admin is
 * asked, unless it takes or refuses all. An account opens at most 10 and asks at most 50 times a day; a provider asks
 * one mini program for at most 10 accounts a day, and one account one mini program 3 times in 24 h; at most 1,000 may
 * open it.
 * 89429 and 89430 are (unconfirmed) in their words.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/embedded-management/api_addembedded.html
 */
export const addEmbedded = endpoint({
  method: 'POST',
  path: '/wxaapi/wxaembedded/add_embedded',
  token: 'authorizer',
  permission: [18],
  request: z.object({ appid: z.string().min(1), apply_reason: z.string().max(30).optional() }),
  response: acknowledged,
  repeatable: false,
  errors: {
    ...busy,
    ...kind,
    ...badList,
    89410: bug('The appid to embed is invalid.', '添加半屏小程序 appid 参数错误'),
    89411: bug('The appid to embed is empty.', '添加半屏小程序 appid 参数为空'),
    89412: bug('The reason is longer than 30 characters.', '申请理由不得超过 30 个字'),
    89413: quota('That mini program was asked as often as it may be today.', '该小程序被申请次数已达今日限制'),
    89414: quota('This account asked 50 times today.', '每天仅允许申请 50 次半屏小程序'),
    89420: rejected('A personal mini program can not be embedded.', '不支持添加个人主体小程序'),
    89423: provider('The account opens as many mini programs as it may; delete one first.', '申请次数添加到达上限'),
    89424: rejected('That mini program is embedded by as many as may be.', '授权次数到达上限'),
    89425: rejected('The application timed out; ask again.', '申请添加已超时'),
    89426: bug('The application is in a state that does not allow this.', '申请添加状态异常'),
    89427: bug('A mini program can not embed itself.', '申请号和授权号相同'),
    89428: done('The account asked for this mini program already.', '该小程序已申请，不允许重复添加'),
    89429: quota('This account asked this mini program 3 times in 24 h.', '已到达同一小程序的申请次数上限'),
    89430: rejected('That mini program takes no applications.', '该小程序不接受申请'),
  },
});

/**
 * Gives up a mini program that the account opens, or takes the application back.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/embedded-management/api_deleteembedded.html
 */
export const deleteEmbedded = endpoint({
  method: 'POST',
  path: '/wxaapi/wxaembedded/del_embedded',
  token: 'authorizer',
  permission: [18],
  request: embeddedAppid,
  response: acknowledged,
  repeatable: true,
  errors: deletion,
});

/**
 * The mini programs that the account asked to open: 1 to be decided, 2 agreed, 3 refused, 4 timed out, 5 taken back,
 * 6 withdrawn. Pages of 10 unless told, at most 1,000.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/embedded-management/api_getembeddedlist.html
 */
export const getEmbeddedList = endpoint({
  method: 'GET',
  path: '/wxaapi/wxaembedded/get_list',
  token: 'authorizer',
  permission: [18],
  request: page,
  response: list,
  repeatable: true,
  errors: { ...busy, ...badList },
});

/**
 * Withdraws from another mini program the right to open this one.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/embedded-management/api_deleteauthorizedembedded.html
 */
export const deleteAuthorizedEmbedded = endpoint({
  method: 'POST',
  path: '/wxaapi/wxaembedded/del_authorize',
  token: 'authorizer',
  permission: [18],
  request: embeddedAppid,
  response: acknowledged,
  repeatable: true,
  errors: deletion,
});

/**
 * The mini programs that asked to open this one, and how it answers them: 0 the admin decides, 1 all, 2 none.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/embedded-management/api_getownlist.html
 */
export const getOwnList = endpoint({
  method: 'GET',
  path: '/wxaapi/wxaembedded/get_own_list',
  token: 'authorizer',
  permission: [18],
  request: page,
  response: list,
  repeatable: true,
  errors: { ...busy, ...badList },
});

/**
 * Sets how the account answers those who ask to open it: 0 the admin decides, 1 all, 2 none.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/embedded-management/api_setauthorizedembedded.html
 */
export const setAuthorizedEmbedded = endpoint({
  method: 'POST',
  path: '/wxaapi/wxaembedded/set_authorize',
  token: 'authorizer',
  permission: [18],
  request: z.object({ flag: z.union([z.literal(0), z.literal(1), z.literal(2)]) }),
  response: acknowledged,
  repeatable: true,
  errors: { 89417: bug('The flag is invalid.', '修改半屏小程序方式 flag 参数错误') },
});
