import type * as section from '../../wechat/endpoints/basic-info-management.ts';
import { chinaMonth, within } from '../china-time.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';
import { changesAMonth, setAvatar, setSignature } from '../world/account-settings.ts';
import type { Account } from '../world/accounts.ts';
import { namesAYear, nameWording } from '../world/names.ts';
import { personCustomer } from '../world/verification.ts';

/** A service account (服务号) or a mini program, as `account_type` numbers them. */
const accountTypes = { officialAccount: 2, miniProgram: 3 } as const;

/** Name, avatar, signature and search (基础信息). */
export const basicInfoManagement = {
  getAccountBasicInfo: (_request, { world, account }) => {
    const { settings } = account;
    const { verified } = account.verification;
    return {
      appid: account.appid,
      account_type: accountTypes[account.kind],
      principal_type: settings.principalType,
      principal_name: account.principalName,
      realname_status: 1,
      // People have another number here than as owners, and 0 is who is not verified.
      customer_type: verified ? settings.principalType || personCustomer : 0,
      nickname: account.name,
      registered_country: 1017,
      wx_verify_info: { qualification_verify: verified, naming_verify: verified },
      signature_info: { signature: settings.signature ?? '', ...changesOf(account, 'signature', world.clock) },
      head_image_info: { head_image_url: settings.avatar ?? '', ...changesOf(account, 'avatar', world.clock) },
      nickname_info: {
        nickname: account.name,
        modify_used_count: world.names.used(account),
        modify_quota: namesAYear,
      },
    };
  },

  setHeadImage: ({ head_img_media_id, ...cut }, { world, account, changed }) => {
    setAvatar(account, head_img_media_id, cut, world.clock);
    changed();
    return {};
  },

  setSignature: ({ signature }, { world, account, changed }) => {
    setSignature(account, signature, world.clock);
    changed();
    return {};
  },

  checkNickName: ({ nick_name }, { world, account }) => world.names.check(account, nick_name),

  setNickName: async (request, { world, account, changed }) => {
    const audit = await world.names.set(account, request);
    changed();
    return audit ? { wording: nameWording, audit_id: audit.audit_id } : { wording: '' };
  },

  getNickNameStatus: ({ audit_id }, { account }) => {
    const audit = account.settings.nameAudits.find((one) => one.audit_id === audit_id);
    if (!audit) throw new Refusal(91011);
    const { nickname, audit_stat, create_time, audit_time, fail_reason } = audit;
    return {
      nickname,
      audit_stat,
      create_time,
      ...(audit_time === undefined ? {} : { audit_time }),
      ...(fail_reason === undefined ? {} : { fail_reason }),
    };
  },

  getSearchStatus: (_request, { account }) => ({ status: account.settings.searchable ? 0 : 1 }),

  setSearchStatus: ({ status }, { account, changed }) => {
    if (status !== 0 && status !== 1) throw new Refusal(85084);
    account.settings.searchable = status === 0;
    changed();
    return {};
  },
} satisfies Slots<typeof section>;

const changesOf = ({ settings }: Account, what: 'avatar' | 'signature', clock: Clock) => ({
  modify_used_count: within(chinaMonth, settings.changed[what], clock.now()).length,
  modify_quota: changesAMonth,
});
