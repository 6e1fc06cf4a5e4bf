import type * as section from '../../wechat/endpoints/kf-message.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';

/** Customer-service messages (客服消息). */
export const kfMessage = {
  sendCustomMessage: ({ touser, msgtype, ...bodies }, { account, world, changed }) => {
    const body = bodies[msgtype];
    if (!body) throw new Refusal(47001);
    account.conversations.answered({ touser, msgtype, body }, world.clock.now());
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
