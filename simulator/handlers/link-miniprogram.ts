import type * as section from '../../wechat/endpoints/link-miniprogram.ts';
import type { Slots } from '../slots.ts';

/** Mini programs linked with an official account (公众号关联小程序). */
export const linkMiniprogram = {
  linkMiniprogram: ({ appid, show_profile }, { world, account, changed }) => {
    world.links.ask(account, world.accounts.get(appid), show_profile === 1);
    changed();
    return {};
  },

  getLinkMiniprogram: (_request, { world, account }) => ({
    wxopens: {
      items: world.links.of(account).map(({ miniProgram, status, shown }) => ({
        status,
        appid: miniProgram.appid,
        username: miniProgram.userName,
        nickname: miniProgram.name,
        source: 'SOURCE_NORMAL',
        selected: shown ? 1 : 0,
        nearby_display_status: 0,
        released: miniProgram.code.released.length > 0 ? 1 : 0,
        func_infos: [],
      })),
    },
  }),

  unlinkMiniprogram: ({ appid }, { world, account, changed }) => {
    world.links.askEnd(account, appid);
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
