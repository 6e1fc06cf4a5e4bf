import type * as section from '../../wechat/endpoints/member-management.ts';
import type { Slots } from '../slots.ts';
import { bindTester, unbindTester } from '../world/testers.ts';

/** Testers (体验者). */
export const memberManagement = {
  bindTester: ({ wechatid }, { world, account, changed }) => {
    const userstr = bindTester(account, wechatid, world.accounts.values());
    changed();
    return { userstr };
  },

  getTester: (_request, { account }) => ({
    members: [...account.settings.testers.keys()].map((userstr) => ({ userstr })),
  }),

  unbindTester: (request, { account, changed }) => {
    unbindTester(account, request);
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
