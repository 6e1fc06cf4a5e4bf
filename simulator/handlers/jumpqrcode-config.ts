import type * as section from '../../wechat/endpoints/jumpqrcode-config.ts';
import type { Slots } from '../slots.ts';
import { confirmFileOf } from '../world/hosts.ts';
import { addJumpRule, publicationsLeft, publishJumpRule, refuseJumpRules } from '../world/jump-rules.ts';

/** Rules for links in ordinary QR codes (扫普通链接二维码打开小程序). */
export const jumpqrcodeConfig = {
  addJumpQRCode: (request, { world, account, changed }) => {
    addJumpRule(account, request, world);
    changed();
    return {};
  },

  getJumpQRCode: (_request, { world, account }) => {
    refuseJumpRules(account);
    const { rules } = account.jumpRules;
    return {
      rule_list: [...rules.values()],
      qrcodejump_open: rules.size > 0 ? 1 : 0,
      list_size: rules.size,
      qrcodejump_pub_quota: publicationsLeft(account, world.clock),
    };
  },

  downloadQRCodeText: (_request, { account }) => {
    refuseJumpRules(account);
    return confirmFileOf(account.appid);
  },

  publishJumpQRCode: ({ prefix }, { world, account, changed }) => {
    publishJumpRule(account, prefix, world.clock);
    changed();
    return {};
  },

  deleteJumpQRCode: ({ prefix }, { account, changed }) => {
    refuseJumpRules(account);
    if (account.jumpRules.rules.delete(prefix)) changed();
    return {};
  },
} satisfies Slots<typeof section>;
