import type * as section from '../../wechat/endpoints/fast-registration-officalaccount.ts';
import type { Slots } from '../slots.ts';

/** Registration with an official account's subject (复用公众号主体快速注册小程序), and the change of an admin. */
export const fastRegistrationOfficalaccount = {
  registerMiniprogramByOffiaccount: ({ ticket }, { world, account: officialAccount, changed }) => {
    const { account, code, verified } = world.consents.register(officialAccount, ticket);
    changed();
    return {
      appid: account.appid,
      authorization_code: code,
      // WeChat declares booleans and sends strings.
      is_wx_verify_succ: verified ? 'true' : 'false',
      is_link_succ: 'true',
    };
  },

  componentRebindAdmin: ({ taskid }, { world, account, changed }) => {
    world.consents.rebind(account, taskid);
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
