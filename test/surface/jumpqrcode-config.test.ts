import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/jumpqrcode-config.ts';
import { versionsOf } from '../simulator/versions.ts';
import { type Trials, trySurface } from './surface.ts';

/** A rule with a prefix of its own: two accounts can't have the same. */
let made = 0;
const rule = () => {
  made += 1;
  return { prefix: `https://shop.example/q${made}/`, path: 'pages/index/index', is_edit: 0 as const };
};
const personal = { principalType: 0 };

trySurface('rules for links in QR codes', {
  addJumpQRCode: {
    good: async ({ account, client }) => client.addJumpQRCode((await account()).appid, rule()),
    refused: [
      85068,
      async ({ account, client }) =>
        client.addJumpQRCode((await account()).appid, { ...rule(), debug_url: ['https://other.example/1'] }),
    ],
  },
  getJumpQRCode: {
    good: async ({ account, client }) => {
      const { appid } = await account();
      const added = rule();
      await client.addJumpQRCode(appid, added);
      const answer = await client.getJumpQRCode(appid, {});
      expect(answer).toMatchObject({ rule_list: [{ prefix: added.prefix, state: 1 }], qrcodejump_pub_quota: 100 });
      return answer;
    },
    refused: [85075, async ({ account, client }) => client.getJumpQRCode((await account(personal)).appid, {})],
  },
  downloadQRCodeText: {
    good: async ({ account, client }) => client.downloadQRCodeText((await account()).appid, {}),
    refused: [85075, async ({ account, client }) => client.downloadQRCodeText((await account(personal)).appid, {})],
  },
  publishJumpQRCode: {
    good: async (stage) => {
      const { appid } = await stage.account();
      await versionsOf(stage, appid).online('1.0.0');
      const added = rule();
      await stage.client.addJumpQRCode(appid, added);
      return stage.client.publishJumpQRCode(appid, { prefix: added.prefix });
    },
    refused: [
      85074,
      async ({ account, client }) => client.publishJumpQRCode((await account()).appid, { prefix: 'https://a.example' }),
    ],
  },
  deleteJumpQRCode: {
    good: async ({ account, client }) =>
      client.deleteJumpQRCode((await account()).appid, { prefix: 'https://a.example' }),
    refused: [
      85075,
      async ({ account, client }) =>
        client.deleteJumpQRCode((await account(personal)).appid, { prefix: 'https://a.example' }),
    ],
  },
} satisfies Trials<typeof section>);
