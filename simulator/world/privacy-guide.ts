import type { z } from 'zod';
import type { setPrivacySetting } from '../../wechat/endpoints/privacy-management.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';

type Setting = z.output<typeof setPrivacySetting.request>;

/** A privacy guide (用户隐私保护指引) as it was set. */
export type PrivacyGuide = Pick<Setting, 'owner_setting' | 'sdk_privacy_info_list'> & {
  readonly setting_list: NonNullable<Setting['setting_list']>;
};

/**
 * Sets the guide of the trial version, or of the online one, whose list stays. Refuses: 86070 without notice_method,
 * 86074 no online guide, 47001 without a way to reach the owner, without a list (trial) or with one (online).
 */
export const setGuide = (account: Account, setting: Setting): void => {
  const { owner_setting: owner, setting_list, sdk_privacy_info_list } = setting;
  if (!owner.notice_method) throw new Refusal(86070);
  if (!owner.contact_phone && !owner.contact_email && !owner.contact_qq && !owner.contact_weixin) {
    throw new Refusal(47001, 'owner_setting needs a contact');
  }
  if (setting.privacy_ver === 1) {
    if (setting_list) throw new Refusal(47001, 'setting_list is not for privacy_ver 1');
    if (!account.guides.online) throw new Refusal(86074);
    account.guides.online = { ...account.guides.online, owner_setting: owner };
    return;
  }
  if (!setting_list) throw new Refusal(47001, 'setting_list is missing');
  account.guides.trial = { owner_setting: owner, setting_list, sdk_privacy_info_list };
};
