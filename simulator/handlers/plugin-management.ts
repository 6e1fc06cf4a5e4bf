import type * as section from '../../wechat/endpoints/plugin-management.ts';
import type { Slots } from '../slots.ts';

/** Plugins (插件). */
export const pluginManagement = {
  managePluginApply: ({ plugin_appid }, { world, account, changed }) => {
    world.plugins.apply(account, plugin_appid);
    changed();
    return {};
  },

  managePluginList: (_request, { account }) => ({
    plugin_list: [...account.settings.plugins.values()].map(({ plugin: { appid, nickname }, status }) => ({
      appid,
      status,
      nickname,
      headimgurl: `http://plugin.qq.com/${appid}`,
    })),
  }),

  managePluginUnbind: ({ plugin_appid }, { world, account, changed }) => {
    world.plugins.unbind(account, plugin_appid);
    changed();
    return {};
  },

  managePluginUpdate: ({ plugin_appid, user_version }, { world, account, changed }) => {
    world.plugins.update(account, plugin_appid, user_version);
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
