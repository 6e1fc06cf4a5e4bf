import type * as section from '../../../wechat/endpoints/basic-info-management-order-path.ts';
import { nothing, type Samples, same } from './sample.ts';

const page = {
  path: 'pages/test_path',
  img_list: ['img_url1', 'img_url2'],
  video: 'vedio_url',
  test_account: 'test_user',
  test_pwd: 'test_pwd',
  test_remark: '测试备注',
};

export const samples = {
  applySetOrderPathInfo: {
    call: 'POST /wxa/security/applysetorderpathinfo component',
    requests: [{ batch_req: { appid_list: ['appid1', 'appid2'], ...page } }],
    answers: [nothing],
  },
  getOrderPathInfo: {
    call: 'POST /wxa/security/getorderpathinfo authorizer',
    errcodes: [61041],
    requests: [{ info_type: 0 }],
    answers: [same({ msg: { ...page, status: 3, apply_time: 1669012695 } })],
  },
} satisfies Samples<typeof section>;
