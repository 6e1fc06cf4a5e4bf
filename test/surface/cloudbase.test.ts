import type * as section from '../../wechat/endpoints/cloudbase.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trials, trySurface } from './surface.ts';

const setting = { open: true, api_whitelist: ['/wxa/*'], version: 6 };
const appidOf = async ({ account }: Stage) => (await account({ permissionSets: [18, 49] })).appid;
/** An environment of the platform. */
const platforms = async ({ client }: Stage) => {
  await client.setBatchCloudAccessToken({ env: 'env-of-the-platform', ...setting });
  return { env: 'env-of-the-platform' };
};
/** An environment of some account. */
const accounts = async (stage: Stage) => {
  await stage.client.setCloudAccessToken(await appidOf(stage), { env: 'env-of-an-account', ...setting });
  return { env: 'env-of-an-account' };
};

trySurface('cloud tokens', {
  getCloudAccessToken: {
    good: async (stage) => stage.client.getCloudAccessToken(await appidOf(stage), { env: 'env-1' }),
    refused: [85088, async (stage) => stage.client.getCloudAccessToken(await appidOf(stage), await platforms(stage))],
  },
  setCloudAccessToken: {
    good: async (stage) => stage.client.setCloudAccessToken(await appidOf(stage), { env: 'env-2', ...setting }),
    refused: [
      85088,
      async (stage) =>
        stage.client.setCloudAccessToken(await appidOf(stage), { ...(await platforms(stage)), ...setting }),
    ],
  },
  getBatchCloudAccessToken: {
    good: ({ client }) => client.getBatchCloudAccessToken({ env: 'env-3' }),
    refused: [85088, async (stage) => stage.client.getBatchCloudAccessToken(await accounts(stage))],
  },
  setBatchCloudAccessToken: {
    good: ({ client }) => client.setBatchCloudAccessToken({ env: 'env-4', ...setting }),
    refused: [85088, (stage) => stage.client.setBatchCloudAccessToken({ env: 'env-of-an-account', ...setting })],
  },
} satisfies Trials<typeof section>);
