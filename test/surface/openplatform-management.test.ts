import type * as section from '../../wechat/endpoints/openplatform-management.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trials, trySurface } from './surface.ts';

const appidOf = async ({ account }: Stage) => (await account()).appid;
const created = async (stage: Stage) => {
  const appid = await appidOf(stage);
  return { appid, open: await stage.client.createOpenAccount(appid, {}) };
};
const withoutBasicInfo = async ({ account }: Stage) => (await account({ permissionSets: [18, 25] })).appid;

trySurface('open accounts', {
  createOpenAccount: {
    good: async (stage) => (await created(stage)).open,
    refused: [
      89000,
      async (stage) => {
        const { appid } = await created(stage);
        return stage.client.createOpenAccount(appid, {});
      },
    ],
  },
  bindOpenAccount: {
    good: async (stage) => stage.client.bindOpenAccount(await appidOf(stage), (await created(stage)).open),
    refused: [
      89036,
      async (stage) => {
        const open = await stage.order<{ open_appid: string }>('/open-accounts');
        return stage.client.bindOpenAccount(await appidOf(stage), open);
      },
    ],
  },
  unbindOpenAccount: {
    good: async (stage) => {
      const { appid, open } = await created(stage);
      return stage.client.unbindOpenAccount(appid, open);
    },
    refused: [
      89003,
      async (stage) => {
        const open = await stage.order<{ open_appid: string }>('/open-accounts', { verified: true });
        const appid = await appidOf(stage);
        await stage.client.bindOpenAccount(appid, open);
        return stage.client.unbindOpenAccount(appid, open);
      },
    ],
  },
  getOpenAccount: {
    good: async (stage) => stage.client.getOpenAccount((await created(stage)).appid, {}),
    refused: [89002, async (stage) => stage.client.getOpenAccount(await appidOf(stage), {})],
  },
  getBindOpenAccount: {
    good: async (stage) => stage.client.getBindOpenAccount(await appidOf(stage), {}),
    refused: [61007, async (stage) => stage.client.getBindOpenAccount(await withoutBasicInfo(stage), {})],
  },
  getBindOpenAccountEntity: {
    good: async (stage) => stage.client.getBindOpenAccountEntity(await appidOf(stage), {}),
    refused: [61007, async (stage) => stage.client.getBindOpenAccountEntity(await withoutBasicInfo(stage), {})],
  },
} satisfies Trials<typeof section>);
