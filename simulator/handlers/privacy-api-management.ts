import type * as section from '../../wechat/endpoints/privacy-api-management.ts';
import type { Slots } from '../slots.ts';
import { interfacesOf } from '../world/privacy-interfaces.ts';

/** Interfaces that need a permission (隐私接口). */
export const privacyApiManagement = {
  applyPrivacyInterface: async (request, { world, account, changed }) => {
    const { audit_id } = await world.privacyReviews.apply(account, request);
    changed();
    return { audit_id };
  },

  getPrivacyInterface: (_request, { account }) => ({ interface_list: interfacesOf(account) }),
} satisfies Slots<typeof section>;
