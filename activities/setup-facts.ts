import type { Client, Endpoints } from '../wechat/client.ts';
import type { ResponseOf } from '../wechat/endpoint.ts';
import { type Asking, stillOpen } from './asking.ts';
import { calling } from './wechat.ts';

const underAudit = 1;

/** Facts that the setup of an account waits for. */
export const setupFacts = (wechat: Client) => ({
  /** The categories (类目) of an account once none of those named is under audit. */
  awaitCategories: async (
    ask: Asking & { appid: string; categories: readonly { first: number; second: number }[] },
  ): Promise<ResponseOf<Endpoints['getSettingCategories']>> =>
    calling(async () => {
      const set = await wechat.getSettingCategories(ask.appid, {});
      const named = ({ first, second }: { first: number; second: number }) =>
        ask.categories.some((wanted) => wanted.first === first && wanted.second === second);
      const open = set.categories.some((category) => named(category) && category.audit_status === underAudit);
      if (open) throw stillOpen(ask, 'A category is still under audit.');
      return set;
    }),
});
