import type * as section from '../../../wechat/endpoints/authorization-management.ts';
import { nothing, type Samples } from './sample.ts';

/** The oldest page shows the account's appid too. */
const option = {
  answer: { authorizer_appid: 'wx7bc5ba58cabd00f4', option_name: 'voice_recognize', option_value: '1' },
  read: { option_name: 'voice_recognize', option_value: '1' },
};

export const samples = {
  apiGetAuthorizerOption: {
    call: 'POST /cgi-bin/component/api_get_authorizer_option authorizer',
    errcodes: [40001, 40013, 61012],
    requests: [{ option_name: 'voice_recognize' }],
    answers: [option],
  },
  apiSetAuthorizerOption: {
    call: 'POST /cgi-bin/component/api_set_authorizer_option authorizer',
    errcodes: [40013, 61012, 61013, 61025],
    requests: [{ option_name: 'location_report', option_value: '2' }],
    answers: [nothing],
  },
  confirmAuthorization: {
    call: 'POST /cgi-bin/component/api_confirm_authorization component',
    errcodes: [61016, 61017, 61018, 61019, 61020, 61021, 61022],
    requests: [{ authorizer_appid: 'wxf24d2dfc1a974128', funcscope_category_id: 33, confirm_value: 1 }],
    answers: [nothing],
  },
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
                DownloadDomain: [],
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
            head_img: 'http:xxx',
            alias: '',
            qrcode_url: 'http:xxx',
            service_type_info: {
              id: 0,
            },
            verify_type_info: {
              id: -1,
            },
            user_name: 'gh_3dacad47dc6b',
            principal_name: '个人',
            signature: '…',
            MiniProgramInfo: {
              network: {
                RequestDomain: ['https:xxx'],
                WsRequestDomain: [],
                UploadDomain: [],
                DownloadDomain: [],
                BizDomain: [],
                UDPDomain: [],
                TCPDomain: [],
              },
              categories: [{ first: '工具', second: '效率' }],
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
  getAuthorizerOptionInfo: {
    call: 'POST /cgi-bin/component/get_authorizer_option authorizer',
    errcodes: [40001, 40013, 61012],
    requests: [{ option_name: 'voice_recognize' }],
    answers: [option, { answer: { option_name: 'voice_recognize', option_value: '1' }, read: option.read }],
  },
  setAuthorizerOptionInfo: {
    call: 'POST /cgi-bin/component/set_authorizer_option authorizer',
    errcodes: [40013, 61012, 61013, 61025],
    requests: [{ option_name: 'customer_service', option_value: '0' }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
