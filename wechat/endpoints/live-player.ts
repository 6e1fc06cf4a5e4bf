import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { merchant, rejected } from '../error-class.ts';

/**
 * Applies for live broadcasts (直播) of an account, 100 times a day; the admin agrees within 24 h, and WeChat pushes
 * `wxa_live_apply_event`. WeChat opens none for new accounts at the moment (268489001).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/live-player/api_applylivelnfo.html
 */
export const applyLiveInfo = endpoint({
  method: 'POST',
  path: '/wxa/business/applyliveinfo',
  action: 'apply',
  actionIn: 'body',
  token: 'authorizer',
  permission: [52],
  request: z.object({}),
  response: z.object({ action: z.string().optional() }),
  repeatable: false,
  errors: {
    2: merchant(
      'The account took no payment in the last 90 days; apply again a day after it took one.',
      '小程序近 90 天没有支付行为，产生支付后次日再申请',
    ),
    268489001: rejected('WeChat opens live broadcasts for no further accounts.', '系统维护，暂不支持新增直播权限'),
  },
});
