import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/plugin-management.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trials, trySurface } from './surface.ts';

const plugin_appid = 'wx00000000000000a1';

/** An account that may use the plugin. */
const granted = async (stage: Stage) => {
  const { appid } = await stage.account();
  await stage.person('pluginDeveloper', 'accept');
  await stage.client.managePluginApply(appid, { plugin_appid });
  const status = async () => (await stage.client.managePluginList(appid, {})).plugin_list.map((one) => one.status);
  await expect.poll(status).toEqual([2]);
  return appid;
};

trySurface('plugin management', {
  managePluginApply: {
    good: async ({ account, client }) =>
      client.managePluginApply((await account()).appid, { plugin_appid, reason: '门店选址' }),
    refused: [
      89239,
      async ({ account, client }) => client.managePluginApply((await account()).appid, { plugin_appid: 'wx0' }),
    ],
  },
  managePluginList: {
    good: async ({ account, client }) => client.managePluginList((await account()).appid, {}),
    refused: [
      61007,
      async ({ account, client }) => client.managePluginList((await account({ permissionSets: [18] })).appid, {}),
    ],
  },
  managePluginUnbind: {
    good: async (stage) => stage.client.managePluginUnbind(await granted(stage), { plugin_appid }),
    refused: [
      89244,
      async ({ account, client }) => client.managePluginUnbind((await account()).appid, { plugin_appid }),
    ],
  },
  managePluginUpdate: {
    good: async (stage) =>
      stage.client.managePluginUpdate(await granted(stage), { plugin_appid, user_version: '1.1.0' }),
    refused: [
      89257,
      async (stage) => stage.client.managePluginUpdate(await granted(stage), { plugin_appid, user_version: '9.0.0' }),
    ],
  },
} satisfies Trials<typeof section>);
