import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { acknowledged, wireBoolean, wireNumber } from '../wire.ts';

const officialAccount = {
  appid: z.string().optional(),
  nickname: z.string().optional(),
  headimg: z.string().optional(),
};

/**
 * The official account that is shown to who opens the mini program by its QR code. Real answers have come without its
 * appid.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/subscribe-component/api_getshowitem.html
 */
export const getShowItem = endpoint({
  method: 'GET',
  path: '/wxa/getshowwxaitem',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({ can_open: wireBoolean, is_open: wireBoolean, ...officialAccount }),
  repeatable: true,
});

/**
 * The official accounts that may be shown, by pages from 0, at most 20 a page.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/subscribe-component/api_getlinkforshow.html
 */
export const getLinkForShow = endpoint({
  method: 'GET',
  path: '/wxa/getwxamplinkforshow',
  token: 'authorizer',
  permission: [18],
  request: z.object({ page: z.number().int().min(0), num: z.number().int().min(1).max(20) }),
  response: z.object({ total_num: wireNumber, biz_info_list: z.array(z.object(officialAccount)).default([]) }),
  repeatable: true,
});

/**
 * Shows an official account of `getLinkForShow` (flag 1 with its appid), or none (flag 0).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/subscribe-component/api_setshowitem.html
 */
export const setShowItem = endpoint({
  method: 'POST',
  path: '/wxa/updateshowwxaitem',
  token: 'authorizer',
  permission: [18],
  request: z.object({ wxa_subscribe_biz_flag: z.literal([0, 1]), appid: z.string().optional() }),
  response: acknowledged,
  repeatable: true,
});
