import type * as section from '../../wechat/endpoints/category-management.ts';
import type { Slots } from '../slots.ts';
import { isPersonal } from '../world/account-settings.ts';
import { additionsAMonth, approvedCategories, categoryLimit } from '../world/categories.ts';
import { categoryTree } from '../world/category-tree.ts';

/** Categories (类目). */
export const categoryManagement = {
  addCategory: async ({ categories }, { world, account, changed }) => {
    await world.categories.add(account, categories);
    changed();
    return {};
  },

  deleteCategory: (request, { world, account, changed }) => {
    world.categories.remove(account, request);
    changed();
    return {};
  },

  getAllCategories: (_request, { account }) => categoryTree(isPersonal(account)),

  getAllCategoriesByType: ({ verify_type = 0 }) => categoryTree(verify_type === 0),

  getAllCategoryName: (_request, { account }) => ({ category_list: approvedCategories(account) }),

  getSettingCategories: (_request, { world, account }) => ({
    categories: account.settings.categories.map(({ category, audit_status, audit_reason }) => ({
      first: category.first,
      first_name: category.first_name,
      second: category.second,
      second_name: category.second_name,
      audit_status,
      audit_reason,
    })),
    limit: additionsAMonth,
    quota: world.categories.left(account),
    category_limit: categoryLimit,
  }),

  modifyCategory: async (request, { world, account, changed }) => {
    await world.categories.modify(account, request);
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
