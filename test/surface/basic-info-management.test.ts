import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/basic-info-management.ts';
import { settingsOf, whole } from '../simulator/settings.ts';
import type { Stage } from '../simulator/stage.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

/** A mini program that the platform registered. */
const registered = async (stage: Stage) => {
  const { appid } = await stage.account({ registerType: 6 });
  return { appid, ...settingsOf(stage, appid) };
};

trySurface('basic info management', {
  checkNickName: {
    good: async (stage) => stage.client.checkNickName((await registered(stage)).appid, { nick_name: '跟着菜菜吃' }),
    refused: [
      41033,
      async ({ client, account }) => client.checkNickName((await account()).appid, { nick_name: '跟着菜菜吃' }),
    ],
  },
  getAccountBasicInfo: {
    good: async ({ client, account }) => {
      const { appid } = await account({ principalType: 0 });
      const info = await client.getAccountBasicInfo(appid, {});
      expect(info).toMatchObject({ appid, account_type: 3, principal_type: 0, realname_status: 1 });
      return info;
    },
    refused: [
      41033,
      atFault('/cgi-bin/account/getaccountbasicinfo', 41033, async ({ client, account }) =>
        client.getAccountBasicInfo((await account()).appid, {}),
      ),
    ],
  },
  getNickNameStatus: {
    good: async (stage) => {
      const { appid, rename } = await registered(stage);
      const { audit_id = 0 } = await rename('滨海大学食堂');
      const status = await stage.client.getNickNameStatus(appid, { audit_id });
      expect(status).toMatchObject({ nickname: '滨海大学食堂', audit_stat: 1 });
      return status;
    },
    refused: [91011, async ({ client, account }) => client.getNickNameStatus((await account()).appid, { audit_id: 1 })],
  },
  getSearchStatus: {
    good: async ({ client, account }) => client.getSearchStatus((await account()).appid, {}),
    refused: [
      61007,
      async ({ client, account }) => client.getSearchStatus((await account({ permissionSets: [30] })).appid, {}),
    ],
  },
  setHeadImage: {
    good: async (stage) => {
      const { appid, upload } = await registered(stage);
      return stage.client.setHeadImage(appid, { head_img_media_id: await upload(), ...whole });
    },
    refused: [
      40007,
      async ({ client, account }) =>
        client.setHeadImage((await account()).appid, { head_img_media_id: 'unknown', ...whole }),
    ],
  },
  setNickName: {
    good: async (stage) => (await registered(stage)).rename('早安豆浆'),
    refused: [
      91009,
      async (stage) => stage.client.setNickName((await registered(stage)).appid, { nick_name: '晚安豆浆' }),
    ],
  },
  setSearchStatus: {
    good: async ({ client, account }) => {
      const { appid } = await account();
      await client.setSearchStatus(appid, { status: 1 });
      expect(await client.getSearchStatus(appid, {})).toEqual({ status: 1 });
      return client.setSearchStatus(appid, { status: 0 });
    },
    refused: [
      85084,
      atFault('/wxa/changewxasearchstatus', 85084, async ({ client, account }) =>
        client.setSearchStatus((await account()).appid, { status: 1 }),
      ),
    ],
  },
  setSignature: {
    good: async ({ client, account }) =>
      client.setSignature((await account()).appid, { signature: '提供好玩的服务。' }),
    refused: [
      53204,
      async ({ client, account }) => client.setSignature((await account()).appid, { signature: 'fun services' }),
    ],
  },
} satisfies Trials<typeof section>);
