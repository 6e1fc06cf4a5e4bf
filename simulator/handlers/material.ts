import type * as section from '../../wechat/endpoints/material.ts';
import type { Slots } from '../slots.ts';
import { checkMaterial, keepMedia } from '../world/media.ts';
import { trialQrCode } from './trial-qr-code.ts';

/** Files that WeChat keeps (素材), for 3 days or for good. */
export const material = {
  getMaterial: ({ media_id }, { account }) => {
    checkMaterial(account, media_id);
    return trialQrCode;
  },

  uploadTempMedia: async ({ type, media }, { world, account, changed }) => {
    const media_id = keepMedia(account, type, new Uint8Array(await media.arrayBuffer()), world.clock);
    changed();
    return { type, media_id, created_at: world.clock.seconds() };
  },
} satisfies Slots<typeof section>;
