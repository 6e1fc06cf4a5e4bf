import type * as section from '../../wechat/endpoints/basic-info-management-order-path.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';

/** Order pages (订单页). */
export const basicInfoManagementOrderPath = {
  applySetOrderPathInfo: ({ batch_req }, { world, changed }) => {
    world.orderPathReviews.apply(batch_req);
    changed();
    return {};
  },

  getOrderPathInfo: ({ info_type }, { account }) => {
    const page = info_type === 0 ? account.orderPaths.online : account.orderPaths.audited;
    if (!page) throw new Refusal(61041);
    const { audit_id: _unsaid, ...msg } = page;
    return { msg: { img_list: [], ...msg } };
  },
} satisfies Slots<typeof section>;
