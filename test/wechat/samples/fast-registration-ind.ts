import type * as section from '../../../wechat/endpoints/fast-registration-ind.ts';
import { type Samples, same } from './sample.ts';

const limits = [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008];
const errcodes = [40001, 40014, 45009, 45011, 86030, 86031, 86033, 86034, 86036, 86040, 91030, ...limits];
const task = same({ taskid: 'xxxxx', authorize_url: 'https://mp.weixin.qq.com/xxxx', status: 0 });

export const samples = {
  fastRegisterPersonalMpCreate: {
    call: 'POST /wxa/component/fastregisterpersonalweapp?action=create component',
    errcodes: [...errcodes, 86032],
    requests: [{ wxuser: 'wxidnnn', component_phone: '1234567', new_version: true }],
    answers: [task],
  },
  fastRegisterPersonalMpQuery: {
    call: 'POST /wxa/component/fastregisterpersonalweapp?action=query component',
    errcodes: [...errcodes, 86032],
    requests: [{ taskid: 'xxxxx', new_version: true }],
    answers: [
      task,
      same({ taskid: 'xxxxx', status: 1003 }),
      { answer: { errcode: 0, status: '12' }, read: { status: 12 } },
    ],
  },
  fastRegisterTransactionWeappCreate: {
    call: 'POST /wxa/component/fastregistertransactionweapp?action=create component',
    errcodes,
    requests: [{ openid: 'oK8Yg5YaUM-axuE_vVZmV_oIZxxx', component_phone: '1234567', new_version: true }],
    answers: [task],
  },
  fastRegisterTransactionWeappQuery: {
    call: 'POST /wxa/component/fastregistertransactionweapp?action=query component',
    errcodes,
    requests: [{ taskid: 'xxxxx', new_version: true }],
    answers: [task],
  },
} satisfies Samples<typeof section>;
