import type * as section from '../../wechat/endpoints/cloudbase.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trials, trySurface } from './surface.ts';

const setting = { open: true, api_whitelist: ['/wxa/*'], version: 6 };
const appidOf = async ({ account }: Stage) => (await account({ permissionSets: [18, 49] })).appid;
/** An environment of the platform. */
const platforms = async ({ client }: Stage) => {
  await client.setBatchCloudAccessTokenSet({ env: 'env-of-the-platform', ...setting });
  return { env: 'env-of-the-platform' };
};
/** An environment of some account. */
const accounts = async (stage: Stage) => {
  await stage.client.setCloudAccessTokenSet(await appidOf(stage), { env: 'env-of-an-account', ...setting });
  return { env: 'env-of-an-account' };
};

trySurface('cloud tokens', {
  setCloudAccessTokenGet: {
    good: async (stage) => stage.client.setCloudAccessTokenGet(await appidOf(stage), { env: 'env-1' }),
    refused: [
      85088,
      async (stage) => stage.client.setCloudAccessTokenGet(await appidOf(stage), await platforms(stage)),
    ],
  },
  setCloudAccessTokenSet: {
    good: async (stage) => stage.client.setCloudAccessTokenSet(await appidOf(stage), { env: 'env-2', ...setting }),
    refused: [
      85088,
      async (stage) =>
        stage.client.setCloudAccessTokenSet(await appidOf(stage), { ...(await platforms(stage)), ...setting }),
    ],
  },
  setBatchCloudAccessTokenGet: {
    good: ({ client }) => client.setBatchCloudAccessTokenGet({ env: 'env-3' }),
    refused: [85088, async (stage) => stage.client.setBatchCloudAccessTokenGet(await accounts(stage))],
  },
  setBatchCloudAccessTokenSet: {
    good: ({ client }) => client.setBatchCloudAccessTokenSet({ env: 'env-4', ...setting }),
    refused: [85088, (stage) => stage.client.setBatchCloudAccessTokenSet({ env: 'env-of-an-account', ...setting })],
  },
} satisfies Trials<typeof section>);
