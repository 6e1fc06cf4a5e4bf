import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/material.ts';
import { picture } from '../simulator/picture.ts';
import { versionsOf } from '../simulator/versions.ts';
import { type Trials, trySurface } from './surface.ts';

trySurface('material', {
  getMaterial: {
    good: async (stage) => {
      const { appid } = await stage.account();
      const code = versionsOf(stage, appid);
      await code.auditor('reject');
      await code.commit('1.0.0');
      await code.submit();
      await expect.poll(code.status).toBe(1);
      const [media_id = ''] = (await code.latest()).ScreenShot?.split('|') ?? [];
      const { contentType, bytes } = await stage.client.getMaterial(appid, { media_id });
      expect(contentType).toMatch(/^image\/jpeg/);
      return bytes;
    },
    refused: [
      40007,
      async ({ account, client }) => client.getMaterial((await account()).appid, { media_id: 'screenshot-media-1' }),
    ],
  },
  uploadTempMedia: {
    good: async ({ account, client }) =>
      client.uploadTempMedia((await account()).appid, { type: 'image', media: picture() }),
    refused: [
      40005,
      async ({ account, client }) =>
        client.uploadTempMedia((await account()).appid, { type: 'image', media: new File(['text'], 'picture.png') }),
    ],
  },
} satisfies Trials<typeof section>);
