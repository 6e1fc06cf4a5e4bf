import type * as section from '../../../wechat/endpoints/wxverifyicp.ts';
import { application } from './record.ts';
import { type Samples, same } from './sample.ts';

const authData = {
  customer_type: 15,
  contact_info: { name: '认证联系人姓名', email: 'contact@example.com' },
  account_name: '我的小程序名',
  account_name_type: 1,
  pay_type: 2,
  third_party_phone: '13000000001',
};

export const samples = {
  queryAuthAndIcp: {
    call: 'POST /wxa/sec/query_auth_and_icp authorizer',
    requests: [{ procedure_id: '44eb56ed40f94ab5995409566ad97bdd' }],
    answers: [
      // Made from the page's table; its example was not found.
      {
        answer: {
          errcode: 0,
          errmsg: 'ok',
          procedure_status: 23,
          orderid: 413_123_456,
          icp_audit: { audit_data: [{ key_name: '通讯地址', error: '不详细', suggest: '填写门牌号' }] },
        },
        read: {
          procedure_status: 23,
          orderid: '413123456',
          icp_audit: { hints: [], audit_data: [{ key_name: '通讯地址', error: '不详细', suggest: '填写门牌号' }] },
        },
      },
      same({ procedure_status: 24, icp_audit: { hints: [], audit_data: [], sms_verify_status: 1 } }),
    ],
  },
  submitAuthAndIcp: {
    call: 'POST /wxa/sec/submit_auth_and_icp authorizer',
    errcodes: [86202],
    requests: [{ auth_data: authData, ...application }],
    answers: [
      {
        answer: { errcode: 0, errmsg: 'ok', procedure_id: '44eb56ed40f94ab5995409566ad97bdd' },
        read: { procedure_id: '44eb56ed40f94ab5995409566ad97bdd', hints: [] },
      },
    ],
  },
} satisfies Samples<typeof section>;
