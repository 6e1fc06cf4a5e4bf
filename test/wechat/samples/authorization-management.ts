import type * as section from '../../../wechat/endpoints/authorization-management.ts';
import type { Samples } from './sample.ts';

export const samples = {
  getAuthorizerInfo: {
    call: 'POST /cgi-bin/component/api_get_authorizer_info component',
    errcodes: [-1, 40001, 40013, 61003],
    answers: [
      {
        answer: {
          authorizer_info: {
            nick_name: '找呀找呀找盲盒',
            head_img: 'http:xxx',
            service_type_info: {
              id: 0,
            },
            verify_type_info: {
              id: -1,
            },
            user_name: 'gh_3dacad47dc6b',
            alias: '',
            qrcode_url: 'http:xxx',
            business_info: {
              open_pay: 0,
              open_shake: 0,
              open_scan: 0,
              open_card: 0,
              open_store: 0,
            },
            idc: 1,
            principal_name: '个人',
            signature: '…',
            MiniProgramInfo: {
              network: {
                RequestDomain: ['https:xxx'],
                WsRequestDomain: [],
                UploadDomain: [],
                BizDomain: [],
                UDPDomain: [],
              },
              categories: [
                {
                  first: '工具',
                  second: '效率',
                },
              ],
              visit_status: 0,
            },
          },
          authorization_info: {
            authorizer_appid: 'wxf24d2dfc1a974128',
            authorizer_refresh_token: 'xxxxxx',
            func_info: [
              {
                funcscope_category: {
                  id: 17,
                },
              },
              {
                funcscope_category: {
                  id: 18,
                },
              },
            ],
          },
        },
        read: {
          authorizer_info: {
            nick_name: '找呀找呀找盲盒',
            service_type_info: {
              id: 0,
            },
            verify_type_info: {
              id: -1,
            },
            user_name: 'gh_3dacad47dc6b',
            principal_name: '个人',
            signature: '…',
            MiniProgramInfo: {},
          },
          authorization_info: {
            authorizer_appid: 'wxf24d2dfc1a974128',
            authorizer_refresh_token: 'xxxxxx',
            func_info: [
              {
                funcscope_category: {
                  id: 17,
                },
              },
              {
                funcscope_category: {
                  id: 18,
                },
              },
            ],
          },
        },
      },
    ],
  },
  getAuthorizerList: {
    call: 'POST /cgi-bin/component/api_get_authorizer_list component',
    errcodes: [-1, 40001, 40013, 40170],
    requests: [
      {
        offset: 0,
        count: 500,
      },
    ],
    answers: [
      {
        answer: {
          total_count: 33,
          list: [
            {
              authorizer_appid: 'authorizer_appid_1',
              refresh_token: 'refresh_token_1',
              auth_time: 1558000607,
            },
          ],
        },
        read: {
          total_count: 33,
          list: [
            {
              authorizer_appid: 'authorizer_appid_1',
              refresh_token: 'refresh_token_1',
              auth_time: 1558000607,
            },
          ],
        },
      },
      {
        answer: {
          total_count: 0,
        },
        read: {
          total_count: 0,
          list: [],
        },
      },
    ],
  },
} satisfies Samples<typeof section>;
