import { weChatFailureOf } from './failures.ts';
import type { WeChatGuide } from './privacy-guide.ts';
import { wx } from './wechat.ts';

/** The privacy guide that is online; `undefined` before an account's first release. */
export const onlineGuide = async (appid: string): Promise<WeChatGuide | undefined> => {
  try {
    return await wx('Read the online privacy guide').getPrivacySetting(appid, { privacy_ver: 1 });
  } catch (error) {
    if (weChatFailureOf(error).errcode === 86074) return undefined;
    throw error;
  }
};
