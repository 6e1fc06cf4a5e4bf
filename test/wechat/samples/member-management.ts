import type * as section from '../../../wechat/endpoints/member-management.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  bindTester: {
    call: 'POST /wxa/bind_tester authorizer',
    errcodes: [85001, 85002, 85003, 85004],
    requests: [{ wechatid: 'testid' }],
    answers: [same({ userstr: 'xxxxxxxxx' })],
  },
  getTester: {
    call: 'POST /wxa/memberauth?action=get_experiencer authorizer',
    errcodes: [-1],
    answers: [same({ members: [{ userstr: 'xxxxxxxx' }, { userstr: 'yyyyyyyy' }] })],
  },
  unbindTester: {
    call: 'POST /wxa/unbind_tester authorizer',
    errcodes: [-1, 40001],
    requests: [{ userstr: 'testtest' }, { wechatid: 'testid' }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
