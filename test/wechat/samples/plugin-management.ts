import type * as section from '../../../wechat/endpoints/plugin-management.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  managePluginApply: {
    call: 'POST /wxa/plugin?action=apply authorizer',
    errcodes: [-1, 89236, 89237, 89238, 89239, 89244],
    requests: [{ plugin_appid: 'aaaa', reason: 'hello' }, { plugin_appid: 'aaaa' }],
    answers: [nothing],
  },
  managePluginList: {
    call: 'POST /wxa/plugin?action=list authorizer',
    answers: [
      same({
        plugin_list: [{ appid: 'aaaa', status: 1, nickname: '插件昵称', headimgurl: 'http://plugin.qq.com' }],
      }),
      {
        answer: {
          errcode: 0,
          errmsg: 'ok',
          plugin_list: [
            {
              appid: 'wx7f7e7540b604d784',
              status: 2,
              nickname: '王者人生商家服务',
              headimgurl: 'http://wx.qlogo.cn/mmhead/Q3auHgzwzM6icJIOKGU3ObZiarOEm0ziazd6BaCWNzZhT3JicoTjesn8FA/0',
              reason: '',
            },
          ],
          apply_list: [],
        },
        read: {
          plugin_list: [
            {
              appid: 'wx7f7e7540b604d784',
              status: 2,
              nickname: '王者人生商家服务',
              headimgurl: 'http://wx.qlogo.cn/mmhead/Q3auHgzwzM6icJIOKGU3ObZiarOEm0ziazd6BaCWNzZhT3JicoTjesn8FA/0',
            },
          ],
        },
      },
    ],
  },
  managePluginUnbind: {
    call: 'POST /wxa/plugin?action=unbind authorizer',
    errcodes: [-1, 89243, 89244],
    requests: [{ plugin_appid: 'aaaa' }],
    answers: [nothing],
  },
  managePluginUpdate: {
    call: 'POST /wxa/plugin?action=update authorizer',
    errcodes: [-1, 89256, 89257, 89258],
    requests: [{ user_version: '2.2.46', plugin_appid: 'wx5514af450eaceec2' }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
