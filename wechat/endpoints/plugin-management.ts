import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, done, merchant, notYet, provider } from '../error-class.ts';
import { acknowledged, wireNumber, wireText } from '../wire.ts';

const plugin = {
  method: 'POST',
  path: '/wxa/plugin',
  actionIn: 'body',
  token: 'authorizer',
  permission: [40],
} as const;
const unknown = {
  89239: provider('There is no such plugin; correct its appid.', '该插件不存在，请核对插件 appid'),
  89244: provider('No plugin has this appid; correct it.', '不存在该插件 appid，请核对'),
};

/**
 * Asks the developer of a plugin for the right to use it. 89260 is known from the community only (unconfirmed).
 * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_manageplugin.html
 */
export const managePluginApply = endpoint({
  ...plugin,
  action: 'apply',
  request: z.object({ plugin_appid: z.string().min(1), reason: z.string().optional() }),
  response: acknowledged,
  repeatable: false,
  errors: {
    ...unknown,
    89236: provider('Nobody can apply for this plugin; use another one.', '该插件不能申请，请更换插件'),
    89237: done('The plugin was added already.', '已经添加该插件'),
    89238: provider("The account's plugins are at their limit; unbind one.", '申请或使用的插件已达上限，请先解绑'),
    89260: merchant("The account lacks a category of the plugin's; add one.", '小程序类目与插件类目不符，请添加类目'),
  },
});

/**
 * The plugins applied for or in use: 1 asked, 2 granted, 3 refused, 4 nobody answered in time.
 * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_manageplugin.html
 */
export const managePluginList = endpoint({
  ...plugin,
  action: 'list',
  request: z.object({}),
  response: z.object({
    plugin_list: z
      .array(
        z.object({
          appid: z.string(),
          status: wireNumber,
          nickname: wireText.optional(),
          headimgurl: z.string().optional(),
        }),
      )
      .default([]),
  }),
  repeatable: true,
});

/**
 * Takes a plugin out of use; an application that still waits for an answer can't be taken back.
 * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_manageplugin.html
 */
export const managePluginUnbind = endpoint({
  ...plugin,
  action: 'unbind',
  request: z.object({ plugin_appid: z.string().min(1) }),
  response: acknowledged,
  repeatable: false,
  errors: {
    ...unknown,
    89243: notYet('The application still waits for an answer and can not be deleted.', '待确认的申请不可删除'),
  },
});

/**
 * Moves the online version to another version of a plugin without a release of its own.
 * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/plugin-management/api_manageplugin.html
 */
export const managePluginUpdate = endpoint({
  ...plugin,
  action: 'update',
  request: z.object({ plugin_appid: z.string().min(1), user_version: z.string().min(1) }),
  response: acknowledged,
  repeatable: true,
  errors: {
    ...unknown,
    89256: bug('The token belongs to no platform.', 'token 信息有误'),
    89257: provider(
      'This version of the plugin can not be taken over without a release; release a template that names it.',
      '该插件版本不支持快速更新，请随代码发布',
    ),
    89258: notYet('A gray release of this account is running.', '有灰度发布中的版本，不可快速更新'),
  },
});
