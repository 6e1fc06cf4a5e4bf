import type * as section from '../../wechat/endpoints/live-player.ts';
import type { Slots } from '../slots.ts';

/** Live broadcasts (直播). */
export const livePlayer = {
  applyLiveInfo: (_request, { world, account, changed }) => {
    world.liveApplications.apply(account);
    changed();
    return { action: 'apply' };
  },
} satisfies Slots<typeof section>;
