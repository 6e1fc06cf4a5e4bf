import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/subscribe-component.ts';
import { type Trials, trySurface } from './surface.ts';

trySurface('subscribe component', {
  getLinkForShow: {
    good: async ({ account, client }) => {
      const { appid } = await account();
      expect(await client.getLinkForShow(appid, { page: 1, num: 20 })).toMatchObject({ biz_info_list: [] });
      return client.getLinkForShow(appid, { page: 0, num: 20 });
    },
    refused: [
      61007,
      async ({ account, client }) =>
        client.getLinkForShow((await account({ permissionSets: [30] })).appid, { page: 0, num: 20 }),
    ],
  },
  getShowItem: {
    good: async ({ account, client }) => {
      const shown = await client.getShowItem((await account()).appid, {});
      expect(shown).toEqual({ can_open: true, is_open: false });
      return shown;
    },
    refused: [
      61007,
      async ({ account, client }) => client.getShowItem((await account({ permissionSets: [30] })).appid, {}),
    ],
  },
  setShowItem: {
    good: async ({ account, client }) => {
      const { appid } = await account();
      const [official] = (await client.getLinkForShow(appid, { page: 0, num: 20 })).biz_info_list;
      await client.setShowItem(appid, { wxa_subscribe_biz_flag: 1, appid: official?.appid });
      expect(await client.getShowItem(appid, {})).toMatchObject({ is_open: true, ...official });
      return client.setShowItem(appid, { wxa_subscribe_biz_flag: 0 });
    },
    refused: [
      40013,
      async ({ account, client }) =>
        client.setShowItem((await account()).appid, { wxa_subscribe_biz_flag: 1, appid: 'wx0' }),
    ],
  },
} satisfies Trials<typeof section>);
