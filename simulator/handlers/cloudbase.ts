import type * as section from '../../wechat/endpoints/cloudbase.ts';
import type { Slots } from '../slots.ts';

/** The cloud's token (微信令牌) and what may be called with it. */
export const cloudbase = {
  setCloudAccessTokenGet: ({ env }, { world, account }) => ({ ...world.cloud.read(account.appid, env) }),

  setCloudAccessTokenSet: ({ env, ...setting }, { world, account, changed }) => {
    world.cloud.set(account.appid, env, setting);
    changed();
    return {};
  },

  setBatchCloudAccessTokenGet: ({ env }, { world }) => ({ ...world.cloud.read(world.platform.appid, env) }),

  setBatchCloudAccessTokenSet: ({ env, ...setting }, { world, changed }) => {
    world.cloud.set(world.platform.appid, env, setting);
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
