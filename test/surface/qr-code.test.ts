import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/qr-code.ts';
import { type Trials, trySurface } from './surface.ts';

trySurface('qr code', {
  getQRCode: {
    good: async ({ account, client }) => {
      const { contentType, bytes } = await client.getQRCode((await account()).appid, {
        path: 'pages/index/index?a=1',
        is_hyaline: true,
      });
      expect(contentType).toMatch(/^image\/png/);
      return bytes;
    },
    refused: [
      85096,
      async ({ account, client }) => client.getQRCode((await account()).appid, { path: 'index?scancode_time=1' }),
    ],
  },
  getUnlimitedQRCode: {
    good: async ({ account, client }) => {
      const { contentType, bytes } = await client.getUnlimitedQRCode((await account()).appid, {
        scene: 'a=1',
        check_path: false,
      });
      expect(contentType).toMatch(/^image\/jpeg/);
      return bytes;
    },
    refused: [
      41030,
      async ({ account, client }) => client.getUnlimitedQRCode((await account()).appid, { scene: 'a=1' }),
    ],
  },
} satisfies Trials<typeof section>);
