import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/category-management.ts';
import { plain, sensitive, settingsOf } from '../simulator/settings.ts';
import type { Stage } from '../simulator/stage.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

/** An account with a category that was rejected. */
const rejected = async (stage: Stage) => {
  const { appid } = await stage.account();
  const { categories, certicates } = settingsOf(stage, appid);
  await stage.person('categoryAuditor', 'reject');
  await stage.client.addCategory(appid, { categories: [{ ...sensitive, certicates: await certicates() }] });
  await expect.poll(categories).toContainEqual({ ...sensitive, audit_status: 2 });
  await stage.person('categoryAuditor', 'ignore');
  return { appid, certicates: await certicates() };
};

trySurface('category management', {
  addCategory: {
    good: async ({ account, client }) => client.addCategory((await account()).appid, { categories: [plain] }),
    refused: [
      53311,
      async ({ account, client }) => client.addCategory((await account()).appid, { categories: [sensitive] }),
    ],
  },
  deleteCategory: {
    good: async ({ account, client }) => {
      const { appid } = await account();
      await client.addCategory(appid, { categories: [plain] });
      return client.deleteCategory(appid, plain);
    },
    refused: [53303, async ({ account, client }) => client.deleteCategory((await account()).appid, plain)],
  },
  getAllCategories: {
    good: async ({ account, client }) => client.getAllCategories((await account()).appid, {}),
    refused: [
      41033,
      atFault('/cgi-bin/wxopen/getallcategories', 41033, async ({ account, client }) =>
        client.getAllCategories((await account()).appid, {}),
      ),
    ],
  },
  getAllCategoriesByType: {
    good: async ({ account, client }) => client.getAllCategoriesByType((await account()).appid, { verify_type: 1 }),
    refused: [
      41033,
      atFault('/cgi-bin/wxopen/getcategoriesbytype', 41033, async ({ account, client }) =>
        client.getAllCategoriesByType((await account()).appid, {}),
      ),
    ],
  },
  getAllCategoryName: {
    good: async ({ account, client }) => client.getAllCategoryName((await account()).appid, {}),
    refused: [
      61007,
      async ({ account, client }) => client.getAllCategoryName((await account({ permissionSets: [17] })).appid, {}),
    ],
  },
  getSettingCategories: {
    good: async ({ account, client }) => client.getSettingCategories((await account()).appid, {}),
    refused: [
      41033,
      atFault('/cgi-bin/wxopen/getcategory', 41033, async ({ account, client }) =>
        client.getSettingCategories((await account()).appid, {}),
      ),
    ],
  },
  modifyCategory: {
    good: async (stage) => {
      const { appid, certicates } = await rejected(stage);
      return stage.client.modifyCategory(appid, { ...sensitive, certicates });
    },
    refused: [
      53306,
      async ({ account, client }) => client.modifyCategory((await account()).appid, { ...sensitive, certicates: [] }),
    ],
  },
} satisfies Trials<typeof section>);
