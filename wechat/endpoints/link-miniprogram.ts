import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { done, merchant, notYet, quota, rejected } from '../error-class.ts';
import { acknowledged, wireNumber } from '../wire.ts';

const token = 'authorizer';
const permission = [33] as const;
const flag = z.literal([0, 1]);
const banned = rejected('The mini program is banned.', '小程序被封禁');
const tooManyOfAdmin = merchant(
  "The admin holds as many accounts as one person may; free one in WeChat's safety helper.",
  '管理员绑定的账号数量达到上限，请解绑后重试',
);
const differentFull = rejected(
  'The official account is linked with as many mini programs of other subjects as it may be (3).',
  '关联的非同主体小程序已达上限',
);

/**
 * Asks to link a mini program with the official account (公众号) whose token it is: first the official account's admin must
 * agree, then the mini program's. `getLinkMiniprogram` tells how far it is.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/officalaccount-management/link-miniprogram/api_linkminiprogram.html
 */
export const linkMiniprogram = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/wxamplink',
  token,
  permission,
  request: z.object({ appid: z.string(), notify_users: flag, show_profile: flag }),
  response: acknowledged,
  repeatable: false,
  errors: {
    1003: tooManyOfAdmin,
    1005: tooManyOfAdmin,
    89007: rejected('The mini program has no links left.', '小程序可关联数量已达上限'),
    89008: rejected('An overseas account cannot be linked.', '海外账号不可关联'),
    89009: rejected(
      'The mini program is linked with as many official accounts as it may be.',
      '小程序关联数量已达上限',
    ),
    89010: notYet('The admins were asked already; wait for them.', '关联请求已发送，请等待管理员确认'),
    89013: banned,
    89015: done('The two are linked already.', '已关联该小程序'),
    89016: rejected(
      'The official account is linked with as many mini programs of its own subject as it may be (10).',
      '关联的同主体小程序已达上限',
    ),
    89017: differentFull,
    89030: quota("The month's links of the official account are used up (13).", '本月关联次数已达上限'),
    89035: notYet('The link is being made in mp.weixin.qq.com; wait for it.', '正在公众平台进行关联'),
    89245: rejected('The mini program may not be linked.', '该小程序禁止被关联'),
    89407: differentFull,
  },
});

const linked = z.object({
  /** 1 linked, 2 waits for the mini program's admin, 3 refused by them, 12 waits for the official account's admin. */
  status: wireNumber,
  appid: z.string().optional(),
  username: z.string().optional(),
  nickname: z.string().optional(),
  headimg_url: z.string().optional(),
  email: z.string().optional(),
  source: z.string().optional(),
  /** Flags of 0 or 1. */
  selected: wireNumber.optional(),
  nearby_display_status: wireNumber.optional(),
  released: wireNumber.optional(),
  func_infos: z.array(z.object({ id: wireNumber, name: z.string(), status: wireNumber })).default([]),
});

/**
 * The mini programs that are linked with the official account whose token it is, or shall be.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/officalaccount-management/link-miniprogram/api_getlinkminiprogram.html
 */
export const getLinkMiniprogram = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/wxamplinkget',
  token,
  permission,
  request: z.object({}),
  response: z.object({ wxopens: z.object({ items: z.array(linked).default([]) }).default({ items: [] }) }),
  repeatable: true,
});

/**
 * Asks to unlink a mini program from the official account whose token it is; its admin must agree. The page has only
 * 89013 of its errcodes; the others are of WeChat's table of all errcodes.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/officalaccount-management/link-miniprogram/api_unlinkminiprogram.html
 */
export const unlinkMiniprogram = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/wxampunlink',
  token,
  permission,
  request: z.object({ appid: z.string() }),
  response: acknowledged,
  repeatable: false,
  errors: {
    89011: rejected('The mini program is shown nearby; take it off there first.', '附近的小程序不可解除关联'),
    89012: rejected('A store or mall cannot be unlinked.', '门店或商城不可解除关联'),
    89013: banned,
    89018: notYet('The admin was asked already; wait for them.', '解除关联请求已发送，请等待管理员确认'),
  },
});
