import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/privacy-api-management.ts';
import { type Trials, trySurface } from './surface.ts';

const application = { api_name: 'wx.choosePoi', content: '选择门店', url_list: ['https://shop.example/poi'] };

trySurface('privacy interfaces', {
  applyPrivacyInterface: {
    good: async ({ account, client }) => client.applyPrivacyInterface((await account()).appid, application),
    refused: [
      61035,
      async ({ account, client }) =>
        client.applyPrivacyInterface((await account()).appid, { ...application, api_name: 'wx.choosepoi' }),
    ],
  },
  getPrivacyInterface: {
    good: async ({ account, client }) => {
      const answer = await client.getPrivacyInterface((await account()).appid, {});
      expect(answer.interface_list).toContainEqual(expect.objectContaining({ api_name: 'wx.getLocation', status: 1 }));
      return answer;
    },
    refused: [
      61007,
      async ({ account, client }) => client.getPrivacyInterface((await account({ permissionSets: [17] })).appid, {}),
    ],
  },
} satisfies Trials<typeof section>);
