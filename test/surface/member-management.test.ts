import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/member-management.ts';
import { type Trials, trySurface } from './surface.ts';

trySurface('member management', {
  bindTester: {
    good: async ({ account, client }) => client.bindTester((await account()).appid, { wechatid: 'testid' }),
    refused: [85001, async ({ account, client }) => client.bindTester((await account()).appid, { wechatid: '1' })],
  },
  getTester: {
    good: async ({ account, client }) => {
      const { appid } = await account();
      const bound = await client.bindTester(appid, { wechatid: 'testid' });
      const { members } = await client.getTester(appid, {});
      expect(members).toEqual([bound]);
      return members;
    },
    refused: [
      61007,
      async ({ account, client }) => client.getTester((await account({ permissionSets: [30] })).appid, {}),
    ],
  },
  unbindTester: {
    good: async ({ account, client }) => {
      const { appid } = await account();
      const { userstr } = await client.bindTester(appid, { wechatid: 'testid' });
      await client.unbindTester(appid, { userstr });
      expect(await client.getTester(appid, {})).toEqual({ members: [] });
      return client.unbindTester(appid, { wechatid: 'testid' });
    },
    refused: [
      61007,
      async ({ account, client }) =>
        client.unbindTester((await account({ permissionSets: [30] })).appid, { wechatid: 'testid' }),
    ],
  },
} satisfies Trials<typeof section>);
