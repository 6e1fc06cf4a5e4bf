import type * as section from '../../wechat/endpoints/fast-registration-ind.ts';
import { newOpenid, newWeChatId } from '../simulator/merchants.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trials, trySurface } from './surface.ts';

const newVersion = { new_version: true } as const;
const personal = ({ client }: Stage, wxuser = newWeChatId()) =>
  client.fastRegisterPersonalMpCreate({ wxuser, component_phone: '0755-1', ...newVersion });
const upgraded = ({ client }: Stage, openid = newOpenid()) =>
  client.fastRegisterTransactionWeappCreate({ openid, component_phone: '0755-1', ...newVersion });

trySurface('fast registration of persons', {
  fastRegisterPersonalMpCreate: { good: personal, refused: [86032, (stage) => personal(stage, '1')] },
  fastRegisterPersonalMpQuery: {
    good: async (stage) => {
      const { taskid = '' } = await personal(stage);
      return stage.client.fastRegisterPersonalMpQuery({ taskid, ...newVersion });
    },
    refused: [89250, ({ client }) => client.fastRegisterPersonalMpQuery({ taskid: 'unknown', ...newVersion })],
  },
  fastRegisterTransactionWeappCreate: { good: upgraded, refused: [40003, (stage) => upgraded(stage, 'wxid_1')] },
  fastRegisterTransactionWeappQuery: {
    good: async (stage) => {
      const { taskid = '' } = await upgraded(stage);
      return stage.client.fastRegisterTransactionWeappQuery({ taskid, ...newVersion });
    },
    refused: [
      89250,
      async (stage) => {
        const { taskid = '' } = await personal(stage);
        return stage.client.fastRegisterTransactionWeappQuery({ taskid, ...newVersion });
      },
    ],
  },
} satisfies Trials<typeof section>);
