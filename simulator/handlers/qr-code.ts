import type * as section from '../../wechat/endpoints/qr-code.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';
import type { Account } from '../world/accounts.ts';
import { trialQrCode } from './trial-qr-code.ts';

/** A transparent pixel, where WeChat draws a code without a background. */
const transparent = {
  contentType: 'image/png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
};

/** Codes of pages (小程序码). */
export const qrCode = {
  getQRCode: ({ path, is_hyaline }) => {
    if (path.includes('scancode_time')) throw new Refusal(85096);
    return is_hyaline ? transparent : trialQrCode;
  },

  getUnlimitedQRCode: ({ scene, page, check_path, is_hyaline }, { account }) => {
    if (!/^[\w!#$&'()*+,/:;=?@\-.~]+$/.test(scene)) throw new Refusal(40129);
    if (page?.startsWith('/') || page?.includes('?')) throw new Refusal(41030);
    if (check_path !== false && !isOnline(account, page)) throw new Refusal(41030);
    return is_hyaline ? transparent : trialQrCode;
  },
} satisfies Slots<typeof section>;

/** Whether the page is in the online version; without a page its first one is meant. */
const isOnline = ({ code }: Account, page: string | undefined): boolean => {
  const online = code.released[0]?.version;
  return online !== undefined && (page === undefined || online.pages.includes(page));
};
