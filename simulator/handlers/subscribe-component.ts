import type * as section from '../../wechat/endpoints/subscribe-component.ts';
import type { Slots } from '../slots.ts';
import { showOfficialAccount } from '../world/account-settings.ts';

/** The official account that a mini program shows (扫码关注组件). */
export const subscribeComponent = {
  getLinkForShow: ({ page, num }, { account }) => {
    const all = account.settings.officialAccounts;
    return { total_num: all.length, biz_info_list: all.slice(page * num, (page + 1) * num) };
  },

  getShowItem: (_request, { account }) => {
    const { shown } = account.settings;
    return { can_open: 1, is_open: shown ? 1 : 0, ...shown };
  },

  setShowItem: ({ wxa_subscribe_biz_flag, appid }, { account, changed }) => {
    showOfficialAccount(account, wxa_subscribe_biz_flag, appid);
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
