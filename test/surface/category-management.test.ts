import type * as section from '../../wechat/endpoints/category-management.ts';
import { type Trials, trySurface } from './surface.ts';

trySurface('category management', {
  getAllCategoryName: {
    good: async ({ account, client }) => client.getAllCategoryName((await account()).appid, {}),
    refused: [
      61007,
      async ({ account, client }) => client.getAllCategoryName((await account({ permissionSets: [17] })).appid, {}),
    ],
  },
} satisfies Trials<typeof section>);
