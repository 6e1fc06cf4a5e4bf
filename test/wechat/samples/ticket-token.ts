import type * as section from '../../../wechat/endpoints/ticket-token.ts';
import { nothing, type Samples } from './sample.ts';

export const samples = {
  getAuthorizerAccessToken: {
    call: 'POST /cgi-bin/component/api_authorizer_token component',
    errcodes: [-1, 40001, 40013, 61003, 61014, 61023],
    answers: [
      {
        answer: {
          authorizer_access_token: 'some-access-token',
          expires_in: 7200,
          authorizer_refresh_token: 'refreshtoken@@@some',
        },
        read: {
          authorizer_access_token: 'some-access-token',
          expires_in: 7200,
          authorizer_refresh_token: 'refreshtoken@@@some',
        },
      },
    ],
  },
  getAuthorizerRefreshToken: {
    call: 'POST /cgi-bin/component/api_query_auth component',
    errcodes: [-1, 40001, 40013, 61009, 61010],
    answers: [
      {
        answer: {
          authorization_info: {
            authorizer_appid: 'wxf8b4f85f3a794e77',
            authorizer_access_token: 'QXjUqNqfYVH0yBE1iI_7vuN_9gQbpjfK7hYwJ3P7xOa88a89',
            expires_in: 7200,
            authorizer_refresh_token: 'refreshtoken@@@dTo-YCXPL4llX-u1W1pPpnp8Hgm4wpJtlR6iV0doKdY',
            func_info: [
              {
                funcscope_category: {
                  id: 1,
                },
              },
              {
                funcscope_category: {
                  id: 17,
                  type: 1,
                  name: '帐号管理',
                  desc: '帐号管理',
                },
                confirm_info: {
                  need_confirm: 0,
                },
              },
            ],
          },
        },
        read: {
          authorization_info: {
            authorizer_appid: 'wxf8b4f85f3a794e77',
            authorizer_access_token: 'QXjUqNqfYVH0yBE1iI_7vuN_9gQbpjfK7hYwJ3P7xOa88a89',
            expires_in: 7200,
            authorizer_refresh_token: 'refreshtoken@@@dTo-YCXPL4llX-u1W1pPpnp8Hgm4wpJtlR6iV0doKdY',
            func_info: [
              {
                funcscope_category: {
                  id: 1,
                },
              },
              {
                funcscope_category: {
                  id: 17,
                },
              },
            ],
          },
        },
      },
      {
        answer: {
          authorization_info: {
            authorizer_appid: 'wxf8b4f85f3a794e77',
          },
        },
        read: {
          authorization_info: {
            authorizer_appid: 'wxf8b4f85f3a794e77',
            func_info: [],
          },
        },
      },
    ],
  },
  getComponentAccessToken: {
    call: 'POST /cgi-bin/component/api_component_token none',
    errcodes: [
      -1, 40001, 40013, 40125, 41001, 41002, 41004, 42001, 45009, 47001, 48001, 61004, 61005, 61006, 61011, 41018,
    ],
    answers: [
      {
        answer: {
          component_access_token:
            '61W3mEpU66027wgNZ_MhGHNQDHnFATkDa9-2llqrMBjUwxRSNPbVsMmyD-yq8wZETSoE5NQgecigDrSHkPtIYA',
          expires_in: 7200,
        },
        read: {
          component_access_token:
            '61W3mEpU66027wgNZ_MhGHNQDHnFATkDa9-2llqrMBjUwxRSNPbVsMmyD-yq8wZETSoE5NQgecigDrSHkPtIYA',
          expires_in: 7200,
        },
      },
    ],
  },
  getPreAuthCode: {
    call: 'POST /cgi-bin/component/api_create_preauthcode component',
    errcodes: [-1, 40001, 40013, 40125, 41001, 41002, 41004, 42001, 45009, 47001, 48001, 61004, 61005, 61006, 61011],
    answers: [
      {
        answer: {
          pre_auth_code: 'preauthcode@@@Cx_LK60W3zz',
          expires_in: 600,
        },
        read: {
          pre_auth_code: 'preauthcode@@@Cx_LK60W3zz',
          expires_in: 600,
        },
      },
    ],
  },
  getStableAccessToken: {
    call: 'POST /cgi-bin/stable_token none',
    errcodes: [
      -1, 40002, 40013, 40125, 40164, 40243, 41002, 41004, 43002, 45009, 45011, 50004, 50007, 89501, 89502, 89503,
      89504, 89505, 89506, 89507,
    ],
    requests: [
      { grant_type: 'client_credential', appid: 'APPID', secret: 'APPSECRET' },
      { grant_type: 'client_credential', appid: 'APPID', secret: 'APPSECRET', force_refresh: true },
    ],
    answers: [
      {
        answer: { access_token: 'ACCESS_TOKEN', expires_in: 345 },
        read: { access_token: 'ACCESS_TOKEN', expires_in: 345 },
      },
    ],
  },
  startPushTicket: {
    call: 'POST /cgi-bin/component/api_start_push_ticket none',
    errcodes: [40013],
    answers: [
      nothing,
      {
        answer: {
          errcode: 0,
          errmsg: 'in a normal state',
        },
        read: {},
      },
    ],
  },
} satisfies Samples<typeof section>;
