import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/basic-info-management-order-path.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

const path = 'pages/orders/orders';

trySurface('order pages', {
  applySetOrderPathInfo: {
    good: async ({ account, client }) =>
      client.applySetOrderPathInfo({ batch_req: { path, appid_list: [(await account()).appid] } }),
    refused: [
      48001,
      atFault('/wxa/security/applysetorderpathinfo', 48001, ({ client }) =>
        client.applySetOrderPathInfo({ batch_req: { path, appid_list: ['wx1'] } }),
      ),
    ],
  },
  getOrderPathInfo: {
    good: async ({ account, client }) => {
      const { appid } = await account();
      await client.applySetOrderPathInfo({ batch_req: { path, appid_list: [appid] } });
      const answer = await client.getOrderPathInfo(appid, { info_type: 1 });
      expect(answer.msg).toMatchObject({ path, status: 2 });
      return answer;
    },
    refused: [61041, async ({ account, client }) => client.getOrderPathInfo((await account()).appid, { info_type: 0 })],
  },
} satisfies Trials<typeof section>);
