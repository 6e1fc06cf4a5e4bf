import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/embedded-management.ts';
import type { Stage } from '../simulator/stage.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

/** Two accounts, of which the second answers all who ask with yes. */
const two = async ({ account, client }: Stage) => {
  const [opener, opened] = [(await account()).appid, (await account()).appid];
  await client.setAuthorizedEmbedded(opened, { flag: 1 });
  return { opener, opened };
};
const agreed = async (stage: Stage) => {
  const { opener, opened } = await two(stage);
  await stage.client.addEmbedded(opener, { appid: opened, apply_reason: '我要申请' });
  return { opener, opened };
};

trySurface('mini programs in half a screen', {
  addEmbedded: {
    good: async (stage) => {
      const { opener, opened } = await two(stage);
      return stage.client.addEmbedded(opener, { appid: opened });
    },
    refused: [
      89427,
      async ({ account, client }) => {
        const { appid } = await account();
        return client.addEmbedded(appid, { appid });
      },
    ],
  },
  deleteEmbedded: {
    good: async (stage) => {
      const { opener, opened } = await agreed(stage);
      await stage.client.deleteEmbedded(opener, { appid: opened });
      return stage.client.getEmbeddedList(opener, {});
    },
    refused: [
      89421,
      async ({ account, client }) => client.deleteEmbedded((await account()).appid, { appid: 'wxabsent' }),
    ],
  },
  getEmbeddedList: {
    good: async (stage) => {
      const { opener, opened } = await agreed(stage);
      const answer = await stage.client.getEmbeddedList(opener, { start: 0, num: 10 });
      expect(answer.wxa_embedded_list).toMatchObject([{ appid: opened, reason: '我要申请', status: 2 }]);
      return answer;
    },
    refused: [
      89408,
      atFault('/wxaapi/wxaembedded/get_list', 89408, async ({ account, client }) =>
        client.getEmbeddedList((await account()).appid, {}),
      ),
    ],
  },
  deleteAuthorizedEmbedded: {
    good: async (stage) => {
      const { opener, opened } = await agreed(stage);
      return stage.client.deleteAuthorizedEmbedded(opened, { appid: opener });
    },
    refused: [
      89421,
      async ({ account, client }) => client.deleteAuthorizedEmbedded((await account()).appid, { appid: 'wxabsent' }),
    ],
  },
  getOwnList: {
    good: async (stage) => {
      const { opener, opened } = await agreed(stage);
      const answer = await stage.client.getOwnList(opened, {});
      expect(answer).toMatchObject({ embedded_flag: 1, wxa_embedded_list: [{ appid: opener, status: 2 }] });
      return answer;
    },
    refused: [
      89408,
      atFault('/wxaapi/wxaembedded/get_own_list', 89408, async ({ account, client }) =>
        client.getOwnList((await account()).appid, {}),
      ),
    ],
  },
  setAuthorizedEmbedded: {
    good: async ({ account, client }) => client.setAuthorizedEmbedded((await account()).appid, { flag: 2 }),
    refused: [
      89417,
      atFault('/wxaapi/wxaembedded/set_authorize', 89417, async ({ account, client }) =>
        client.setAuthorizedEmbedded((await account()).appid, { flag: 0 }),
      ),
    ],
  },
} satisfies Trials<typeof section>);
