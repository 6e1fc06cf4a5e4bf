import type * as section from '../../wechat/endpoints/login.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trials, trySurface } from './surface.ts';

type Payment = { openid: string; transaction_id: string };
const paidUnionid = async ({ account, client, order }: Stage, isBound: boolean) => {
  const { appid } = await account();
  if (isBound) await client.createOpenAccount(appid, {});
  const { openid, transaction_id } = await order<Payment>('/payments', { appid });
  return client.getPaidUnionid(appid, { openid, transaction_id });
};

trySurface('login', {
  thirdpartyCode2Session: {
    good: async ({ account, client, order }) => {
      const { appid } = await account();
      const { js_code } = await order<{ js_code: string }>('/login-codes', { appid });
      return client.thirdpartyCode2Session({ appid, js_code });
    },
    refused: [
      40029,
      async ({ account, client }) =>
        client.thirdpartyCode2Session({ appid: (await account()).appid, js_code: 'no code' }),
    ],
  },
  getPaidUnionid: {
    good: (stage) => paidUnionid(stage, true),
    refused: [89002, (stage) => paidUnionid(stage, false)],
  },
} satisfies Trials<typeof section>);
