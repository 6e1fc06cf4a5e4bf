import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { setPrivacySetting } from '../../wechat/endpoints/privacy-management.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';

type Setting = z.output<typeof setPrivacySetting.request>;

/** A privacy guide (用户隐私保护指引) as it was set. */
export type PrivacyGuide = Pick<Setting, 'owner_setting' | 'sdk_privacy_info_list'> & {
  readonly setting_list: NonNullable<Setting['setting_list']>;
  /** Unix seconds. */
  readonly updatedAt: number;
};

/** The guides of one account, and the media ids of the files it uploaded for them. */
export type PrivacyGuides = { trial?: PrivacyGuide; online?: PrivacyGuide; readonly files: Set<string> };

const largestFile = 100 * 1024;

/** Takes a guide of the merchant's own. Refuses: 40006 no text file or more than 100 KB. */
export const uploadGuideFile = ({ guides }: Account, file: File): string => {
  if (file.size > largestFile || !/\.txt$/i.test(file.name)) throw new Refusal(40006);
  const mediaId = `2${Array.from({ length: 18 }, () => randomInt(10)).join('')}`;
  guides.files.add(mediaId);
  return mediaId;
};

/** A fixed term such as `30天`. */
const term = /^\d+\s*(天|日|周|个?月|年)$/;

/**
 * Sets the guide of the trial version, or of the online one, whose list and file stay. Refuses: 86070 without
 * notice_method, 86072 no term, 86073 no such file, 86074 no online guide, 86075 another file (online), 47001 without a
 * way to reach the owner, without a list (trial) or with one (online).
 */
export const setGuide = (account: Account, setting: Setting, updatedAt: number): void => {
  const { owner_setting: owner, setting_list, sdk_privacy_info_list } = setting;
  if (!owner.notice_method) throw new Refusal(86070);
  if (!owner.contact_phone && !owner.contact_email && !owner.contact_qq && !owner.contact_weixin) {
    throw new Refusal(47001, 'owner_setting needs a contact');
  }
  if (owner.store_expire_timestamp && !term.test(owner.store_expire_timestamp)) throw new Refusal(86072);
  const file = owner.ext_file_media_id;
  if (setting.privacy_ver === 1) {
    if (setting_list) throw new Refusal(47001, 'setting_list is not for privacy_ver 1');
    const { online } = account.guides;
    if (!online) throw new Refusal(86074);
    const { ext_file_media_id: former } = online.owner_setting;
    if (file && file !== former) throw new Refusal(86075);
    const kept = { ...owner, ...(former ? { ext_file_media_id: former } : {}) };
    account.guides.online = { ...online, owner_setting: kept, updatedAt };
    return;
  }
  if (file && !account.guides.files.has(file)) throw new Refusal(86073);
  if (!setting_list) throw new Refusal(47001, 'setting_list is missing');
  account.guides.trial = { owner_setting: owner, setting_list, sdk_privacy_info_list, updatedAt };
};
