import type * as section from '../../wechat/endpoints/login.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';

/** Users who log in and pay (小程序登录). */
export const login = {
  thirdpartyCode2Session: ({ appid, js_code }, { world, changed }) => {
    if (!world.accounts.get(appid)?.authorized) throw new Refusal(61003);
    const session = world.users.session(appid, js_code);
    changed(appid);
    return session;
  },

  getPaidUnionid: (request, { world, account }) => ({
    unionid: world.users.paidUnionid(account.appid, request),
  }),
} satisfies Slots<typeof section>;
