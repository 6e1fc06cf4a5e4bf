import type * as section from '../../../wechat/endpoints/weapp-wxverify.ts';
import { type Samples, same } from './sample.ts';

// The example of WeChat's page with values in place of its words for them.
const authData = {
  account_name: '我的小程序名',
  account_name_type: 1,
  account_supplemental: ['media_id_1', 'media_id_2'],
  auth_ident_material: ['media_id_3', 'media_id_4'],
  auth_identification: '导演',
  customer_type: 15,
  contact_info: { email: 'contact@example.com', name: '认证联系人姓名' },
  invoice_info: {
    electronic: { desc: '发票备注', id: '91110105MA01ABCD2X' },
    invoice_type: 3,
    vat: {
      address: 'xx省xx市xx区xxxx',
      bank_account: '6222000000000000000',
      bank_name: '企业开户银行',
      enterprise_address: '企业注册地址',
      enterprise_phone: '020-00000000',
      id: '91110105MA01ABCD2X',
      mailing_address: '510000',
      name: '联系人',
      phone: '13000000000',
      province: '广东省',
      city: '广州市',
      district: '海珠区',
      desc: '发票备注，选填',
    },
  },
  pay_type: 1,
  qualification: 'media_id_5',
  qualification_other: ['media_id_6', 'media_id_7'],
  service_appid: 'wx1234567890123456',
  third_party_phone: '13000000001',
};
const { service_appid: _, ...refill } = authData;

export const samples = {
  secwxaapiAuthidentitytree: {
    call: 'POST /wxa/sec/authidentitytree authorizer',
    answers: [
      {
        answer: {
          identity_tree_list: [
            {
              name: '职业身份认证',
              node_id: 1,
              node_list: [
                {
                  name: '娱乐',
                  node_id: 2,
                  node_list: [{ leaf_info: { requirement: '认证需上传本人有效身份证件' }, name: '导演', node_id: 4 }],
                },
              ],
              root_info: { type: 1 },
            },
          ],
          errcode: 0,
          errmsg: '',
        },
        read: {
          identity_tree_list: [
            {
              name: '职业身份认证',
              node_id: 1,
              node_list: [
                {
                  name: '娱乐',
                  node_id: 2,
                  node_list: [
                    {
                      leaf_info: { requirement: '认证需上传本人有效身份证件' },
                      name: '导演',
                      node_id: 4,
                      node_list: [],
                    },
                  ],
                },
              ],
              root_info: { type: 1 },
            },
          ],
        },
      },
    ],
  },
  secwxaapiQueryauth: {
    call: 'POST /wxa/sec/queryauth authorizer',
    requests: [{ taskid: 'xxxx' }],
    answers: [
      same({ task_status: 15, apply_status: 0, appid: 'wx123123123123123' }),
      {
        answer: {
          errcode: 0,
          errmsg: 'ok',
          appid: 'wx123123123123123',
          task_status: 12,
          auth_url: 'https://mp.weixin.qq.com/auth',
          apply_status: 2,
          orderid: 413_123_456,
          dispatch_info: { provider: '审核机构', contact: '热线电话', dispatch_time: 1700619300 },
        },
        read: {
          appid: 'wx123123123123123',
          task_status: 12,
          auth_url: 'https://mp.weixin.qq.com/auth',
          apply_status: 2,
          orderid: '413123456',
          dispatch_info: { provider: '审核机构', contact: '热线电话', dispatch_time: 1700619300 },
        },
      },
    ],
  },
  secwxaapiReauth: {
    call: 'POST /wxa/sec/reauth authorizer',
    requests: [{ auth_data: { taskid: 'xxxxxx', ...refill } }],
    answers: [same({ taskid: '048ae3f93e664053baf8cd1e1a899896' })],
  },
  secwxaapiUploadauthmaterial: {
    call: 'POST /wxa/sec/uploadauthmaterial authorizer',
    errcodes: [40005, 40006, 41005, 43002],
    answers: [same({ mediaid: 'xxxxxxxxxxxxxxxxx' })],
  },
  secwxaapiWxaauth: {
    call: 'POST /wxa/sec/wxaauth authorizer',
    // From WeChat's community: the page's list was not found.
    errcodes: [40064, 40097, 89609, 89636],
    requests: [{ auth_data: authData }],
    answers: [
      same({ taskid: '048ae3f93e664053baf8cd1e1a899896' }),
      same({ taskid: '048ae3f93e664053baf8cd1e1a899896', auth_url: 'https://mp.weixin.qq.com/auth' }),
    ],
  },
} satisfies Samples<typeof section>;
