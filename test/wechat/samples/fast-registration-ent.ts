import type * as section from '../../../wechat/endpoints/fast-registration-ent.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  fastRegisterEnterpriseWeappCreate: {
    call: 'POST /wxa/component/fastregisterenterpriseweapp?action=create component',
    errcodes: [40001, 40014, 86021, 86022, 86030, 86040, 89247, 89249, 89250, 89251, 89252, 89253, 89254, 89255, 89295],
    requests: [
      {
        name: '深圳市某某有限公司',
        code: '9144030071526726XG',
        component_phone: '0755-86013388',
        new_version: true,
      },
    ],
    answers: [
      same({
        taskid: '9f3a',
        authorize_url: 'https://mp.weixin.qq.com/wxopen/registration?task=9f3a',
        status: 0,
      }),
    ],
  },
  fastRegisterEnterpriseWeappQuery: {
    call: 'POST /wxa/component/fastregisterenterpriseweapp?action=query component',
    errcodes: [40001, 40014, 86021, 86022, 86030, 86040, 89247, 89249, 89250, 89251, 89252, 89253, 89254, 89255, 89295],
    requests: [
      {
        taskid: '9f3a',
        new_version: true,
      },
    ],
    answers: [
      same({
        taskid: '9f3a',
        status: 12,
      }),
      same({
        status: 2,
      }),
    ],
  },
  registerMiniprogramCreate: {
    call: 'POST /cgi-bin/component/fastregisterweapp?action=create component',
    errcodes: [-1, 61070, 86004, 89247, 89248, 89249, 89250, 89251, 89252, 89253, 89254, 89255],
    requests: [
      {
        name: 'tencent',
        code: '123',
        code_type: 1,
        legal_persona_wechat: '123',
        legal_persona_name: 'candy',
        component_phone: '1234567',
      },
    ],
    answers: [{ answer: { errcode: 0, errmsg: 'OK' }, read: {} }],
  },
  registerMiniprogramSearch: {
    call: 'POST /cgi-bin/component/fastregisterweapp?action=search component',
    errcodes: [-1, 61070, 86004, 89247, 89248, 89249, 89250, 89251, 89252, 89253, 89254, 89255],
    requests: [{ name: 'tencent', legal_persona_wechat: '123', legal_persona_name: 'pony' }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
