import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { done, provider, rejected } from '../error-class.ts';
import { acknowledged } from '../wire.ts';

/**
 * Makes a WeChat user a tester (体验者), who may open the trial version. `userstr` names the tester from now on, also
 * where the list is read, which holds no WeChat ids.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/member-management/api_bindtester.html
 */
export const bindTester = endpoint({
  method: 'POST',
  path: '/wxa/bind_tester',
  token: 'authorizer',
  permission: [18],
  request: z.object({ wechatid: z.string().min(1) }),
  response: z.object({ userstr: z.string() }),
  repeatable: false,
  errors: {
    85001: rejected(
      'No user has this WeChat id, or lets others find them by it; ask the tester.',
      '微信号不存在或不可被搜索，请与体验者确认',
    ),
    85002: provider("The account's testers are full; unbind somebody.", '小程序体验者数量已达上限，请先解绑'),
    85003: rejected('The user is a tester of too many mini programs.', '该微信号绑定的小程序体验者已达上限'),
    85004: done('The user is a tester already.', '微信号已经绑定'),
  },
});

/**
 * Ends a tester's right, told by WeChat id or by `userstr`.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/member-management/api_unbindtester.html
 */
export const unbindTester = endpoint({
  method: 'POST',
  path: '/wxa/unbind_tester',
  token: 'authorizer',
  permission: [18],
  request: z
    .object({ wechatid: z.string().optional(), userstr: z.string().optional() })
    .refine(({ wechatid, userstr }) => wechatid || userstr, 'wechatid or userstr is needed'),
  response: acknowledged,
  repeatable: true,
});

/**
 * The testers, each only by `userstr`.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/member-management/api_gettester.html
 */
export const getTester = endpoint({
  method: 'POST',
  path: '/wxa/memberauth',
  action: 'get_experiencer',
  actionIn: 'body',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({ members: z.array(z.object({ userstr: z.string() })).default([]) }),
  repeatable: true,
});
