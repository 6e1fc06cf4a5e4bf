import type * as section from '../../wechat/endpoints/privacy-management.ts';
import type { Slots } from '../slots.ts';
import { detectionOf } from '../world/code.ts';
import { setGuide } from '../world/privacy-guide.ts';

/** Privacy interfaces and guide (隐私接口, 用户隐私保护指引). */
export const privacyManagement = {
  getCodePrivacyInfo: (_request, { world, account }) => {
    const { withoutPermission, undeclared } = detectionOf(account, world.clock);
    return { without_auth_list: withoutPermission, without_conf_list: undeclared };
  },

  getPrivacySetting: ({ privacy_ver }, { world, account }) => {
    const guide = privacy_ver === 1 ? account.guides.online : account.guides.trial;
    const { trial } = account.code;
    const detected = trial !== undefined && trial.detectedAt <= world.clock.now();
    return {
      code_exist: trial ? 1 : 0,
      privacy_list: detected ? [...trial.template.privacyKeys] : [],
      setting_list: guide?.setting_list ?? [],
      ...(guide ? { owner_setting: guide.owner_setting } : {}),
      sdk_privacy_info_list: guide?.sdk_privacy_info_list ?? [],
    };
  },

  setPrivacySetting: (request, { account, changed }) => {
    setGuide(account, request);
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
