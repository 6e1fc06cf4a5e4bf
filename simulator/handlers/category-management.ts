import type * as section from '../../wechat/endpoints/category-management.ts';
import type { Slots } from '../slots.ts';

/** Categories (类目). */
export const categoryManagement = {
  getAllCategoryName: (_request, { account }) => ({ category_list: [...account.categories] }),
} satisfies Slots<typeof section>;
