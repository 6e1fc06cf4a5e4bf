import type * as section from '../../wechat/endpoints/openplatform-management.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';
import type { Account } from '../world/accounts.ts';

/** Refuses another appid than the token's own: 40013. */
const checkOwn = (appid: string | undefined, account: Account): void => {
  if (appid && appid !== account.appid) throw new Refusal(40013);
};

/** Open accounts (开放平台账号). */
export const openplatformManagement = {
  createOpenAccount: ({ appid }, { world, account, changed }) => {
    checkOwn(appid, account);
    const open_appid = world.openAccounts.create(account);
    changed();
    return { open_appid };
  },

  bindOpenAccount: ({ appid, open_appid }, { world, account, changed }) => {
    checkOwn(appid, account);
    world.openAccounts.bind(account, open_appid);
    changed();
    return {};
  },

  unbindOpenAccount: ({ appid, open_appid }, { world, account, changed }) => {
    checkOwn(appid, account);
    world.openAccounts.unbind(account, open_appid);
    changed();
    return {};
  },

  getOpenAccount: ({ appid }, { world, account }) => {
    checkOwn(appid, account);
    const open = world.openAccounts.of(account.appid);
    if (!open) throw new Refusal(89002);
    return { open_appid: open.open_appid };
  },

  getBindOpenAccount: (_request, { world, account }) => ({
    have_open: world.openAccounts.of(account.appid) !== undefined,
  }),

  getBindOpenAccountEntity: (_request, { world, account }) => ({
    same_entity: world.openAccounts.of(account.appid)?.principalName === account.principalName,
  }),
} satisfies Slots<typeof section>;
