import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/privacy-management.ts';
import { type Trials, trySurface } from './surface.ts';

const owner_setting = { contact_email: 'privacy@example.com', notice_method: '弹窗' };
const setting_list = [{ privacy_key: 'UserInfo', privacy_text: '展示头像' }];
const text = (size: number) => new File(['x'.repeat(size)], 'privacy.txt', { type: 'text/plain' });

trySurface('privacy management', {
  getPrivacySetting: {
    good: async ({ account, client }) => client.getPrivacySetting((await account()).appid, {}),
    refused: [
      61007,
      async ({ account, client }) => client.getPrivacySetting((await account({ permissionSets: [17] })).appid, {}),
    ],
  },
  setPrivacySetting: {
    good: async ({ account, client }) => {
      const { appid } = await account();
      await client.setPrivacySetting(appid, { owner_setting, setting_list });
      const set = await client.getPrivacySetting(appid, {});
      expect(set).toMatchObject({ setting_list, owner_setting, update_time: expect.any(Number) });
      return set;
    },
    refused: [
      86074,
      async ({ account, client }) =>
        client.setPrivacySetting((await account()).appid, { privacy_ver: 1, owner_setting }),
    ],
  },
  uploadPrivacySetting: {
    good: async ({ account, client }) => client.uploadPrivacySetting((await account()).appid, { file: text(100) }),
    refused: [
      40006,
      async ({ account, client }) =>
        client.uploadPrivacySetting((await account()).appid, { file: text(100 * 1024 + 1) }),
    ],
  },
} satisfies Trials<typeof section>);
