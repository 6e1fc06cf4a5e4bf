import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/link-miniprogram.ts';
import type { Stage } from '../simulator/stage.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

const asked = async (stage: Stage) => {
  await stage.person('admin', 'accept');
  const [official, miniProgram] = [await stage.account({ kind: 'officialAccount' }), await stage.account()];
  const link = () =>
    stage.client.linkMiniprogram(official.appid, { appid: miniProgram.appid, notify_users: 0, show_profile: 1 });
  const answer = await link();
  return { official: official.appid, appid: miniProgram.appid, link, answer };
};
const linked = async (stage: Stage) => {
  const all = await asked(stage);
  const links = () => stage.client.getLinkMiniprogram(all.official, {});
  await expect.poll(links).toMatchObject({ wxopens: { items: [{ appid: all.appid, status: 1 }] } });
  return all;
};

trySurface('linked mini programs', {
  linkMiniprogram: {
    good: async (stage) => (await asked(stage)).answer,
    refused: [89015, async (stage) => (await linked(stage)).link()],
  },
  getLinkMiniprogram: {
    good: async (stage) => stage.client.getLinkMiniprogram((await linked(stage)).official, {}),
    refused: [61007, async ({ account, client }) => client.getLinkMiniprogram((await account()).appid, {})],
  },
  unlinkMiniprogram: {
    good: async (stage) => {
      const { official, appid } = await linked(stage);
      return stage.client.unlinkMiniprogram(official, { appid });
    },
    refused: [
      89013,
      atFault('/cgi-bin/wxopen/wxampunlink', 89013, async (stage) => {
        const { official, appid } = await asked(stage);
        return stage.client.unlinkMiniprogram(official, { appid });
      }),
    ],
  },
} satisfies Trials<typeof section>);
