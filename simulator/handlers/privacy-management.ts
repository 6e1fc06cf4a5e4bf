import type * as section from '../../wechat/endpoints/privacy-management.ts';
import type { Slots } from '../slots.ts';
import { setGuide, uploadGuideFile } from '../world/privacy-guide.ts';
import { privacyKeys } from '../world/privacy-keys.ts';

/** Privacy guide (用户隐私保护指引). */
export const privacyManagement = {
  getPrivacySetting: ({ privacy_ver }, { world, account }) => {
    const guide = privacy_ver === 1 ? account.guides.online : account.guides.trial;
    const { trial } = account.code;
    const detected = trial !== undefined && trial.detectedAt <= world.clock.now();
    return {
      code_exist: trial ? 1 : 0,
      privacy_list: detected ? [...trial.template.privacyKeys] : [],
      setting_list: guide?.setting_list ?? [],
      ...(guide ? { owner_setting: guide.owner_setting, update_time: guide.updatedAt } : {}),
      privacy_desc: { privacy_desc_list: [...privacyKeys] },
      sdk_privacy_info_list: guide?.sdk_privacy_info_list ?? [],
    };
  },

  setPrivacySetting: (request, { world, account, changed }) => {
    setGuide(account, request, world.clock.seconds());
    changed();
    return {};
  },

  uploadPrivacySetting: ({ file }, { account, changed }) => {
    const ext_file_media_id = uploadGuideFile(account, file);
    changed();
    return { ext_file_media_id };
  },
} satisfies Slots<typeof section>;
