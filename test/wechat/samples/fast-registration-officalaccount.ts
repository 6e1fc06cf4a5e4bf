import type * as section from '../../../wechat/endpoints/fast-registration-officalaccount.ts';
import type { Samples } from './sample.ts';

export const samples = {
  registerMiniprogramByOffiaccount: {
    call: 'POST /cgi-bin/account/fastregister authorizer',
    errcodes: [
      ...[61028, 61029, 61051, 61052, 61053, 61054, 61055, 61056, 61057, 61058, 61060, 61061],
      ...[61063, 61064, 61065, 61066, 61067, 61068, 61069],
    ],
    requests: [{ ticket: 'b25519093b1e97239eff9d2bfc07e08e' }],
    answers: [
      {
        answer: {
          errcode: 0,
          errmsg: '',
          appid: 'wxe5f52902cf4de896',
          authorization_code: '****',
          is_wx_verify_succ: 'true',
          is_link_succ: 'true',
        },
        read: {
          appid: 'wxe5f52902cf4de896',
          authorization_code: '****',
          is_wx_verify_succ: true,
          is_link_succ: true,
        },
      },
      {
        answer: { appid: 'wxe5f52902cf4de896', authorization_code: '****', is_wx_verify_succ: false },
        read: { appid: 'wxe5f52902cf4de896', authorization_code: '****', is_wx_verify_succ: false },
      },
    ],
  },
  componentRebindAdmin: {
    call: 'POST /cgi-bin/account/componentrebindadmin authorizer',
    errcodes: [85026, 85027, 85060, 85061, 85062, 85063],
    requests: [{ taskid: 'b25519093b1e97239eff9d2bfc07e08e' }],
    answers: [{ answer: { errcode: 0, errmsg: '' }, read: {} }],
  },
} satisfies Samples<typeof section>;
