import type * as section from '../../wechat/endpoints/fast-registration-ent.ts';
import { newSocialCreditCode } from '../simulator/merchants.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trials, trySurface } from './surface.ts';

const newVersion = { new_version: true } as const;
const create = ({ client }: Stage, code = newSocialCreditCode()) =>
  client.fastRegisterEnterpriseWeappCreate({
    name: '示例餐饮有限公司',
    code,
    component_phone: '0755-1',
    ...newVersion,
  });

const dead = { name: 'tencent', legal_persona_wechat: 'wxid', legal_persona_name: 'candy' };
const createDead = ({ client }: Stage) => client.registerMiniprogramCreate({ ...dead, code: '123', code_type: 1 });
const searchDead = ({ client }: Stage) => client.registerMiniprogramSearch(dead);

trySurface('fast registration of enterprises', {
  fastRegisterEnterpriseWeappCreate: {
    good: create,
    refused: [89255, (stage) => create(stage, '91440300-A5FAKE001')],
  },
  fastRegisterEnterpriseWeappQuery: {
    good: async (stage) => {
      const { taskid = '' } = await create(stage);
      return stage.client.fastRegisterEnterpriseWeappQuery({ taskid, ...newVersion });
    },
    refused: [89250, ({ client }) => client.fastRegisterEnterpriseWeappQuery({ taskid: 'unknown', ...newVersion })],
  },
  // Retired: there is no good answer any more.
  registerMiniprogramCreate: { good: (stage) => createDead(stage).catch((error) => error), refused: [-1, createDead] },
  registerMiniprogramSearch: { good: (stage) => searchDead(stage).catch((error) => error), refused: [-1, searchDead] },
} satisfies Trials<typeof section>);
