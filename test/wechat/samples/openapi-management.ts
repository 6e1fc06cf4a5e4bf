import type * as section from '../../../wechat/endpoints/openapi-management.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  callbackCheck: {
    call: 'POST /cgi-bin/callback/check either',
    errcodes: [40201, 40202, 40203],
    requests: [{ action: 'all', check_operator: 'DEFAULT' }],
    answers: [
      {
        answer: {
          dns: [
            { ip: '111.161.64.40', real_operator: 'UNICOM' },
            { ip: '111.161.64.48', real_operator: 'UNICOM' },
          ],
          ping: [
            { ip: '111.161.64.40', from_operator: 'UNICOM', package_loss: '0%', time: '23.079ms' },
            { ip: '111.161.64.48', from_operator: 'UNICOM', package_loss: '0%', time: '21.434ms' },
          ],
        },
        read: {
          dns: [
            { ip: '111.161.64.40', real_operator: 'UNICOM' },
            { ip: '111.161.64.48', real_operator: 'UNICOM' },
          ],
          ping: [
            { ip: '111.161.64.40', from_operator: 'UNICOM', package_loss: '0%', time: '23.079ms' },
            { ip: '111.161.64.48', from_operator: 'UNICOM', package_loss: '0%', time: '21.434ms' },
          ],
        },
      },
    ],
  },
  clearApiQuota: {
    call: 'POST /cgi-bin/openapi/quota/clear either',
    errcodes: [40001, 41001, 42001, 44002, 45009, 50002, 76021, 76022],
    requests: [{ cgi_path: '/channels/ec/basics/info/get' }],
    answers: [nothing],
  },
  clearComponentQuota: {
    call: 'POST /cgi-bin/component/clear_quota component',
    errcodes: [48006],
    answers: [nothing],
  },
  clearComponentQuotaByAppSecret: {
    call: 'POST /cgi-bin/component/clear_quota/v2 none',
    errcodes: [-1, 40013, 41002, 41004, 43007, 48006],
    requests: [
      { appsecret: 'xxxxxxxxxxxxxxxxxxxxxxxx' },
      { appid: 'wxxxxxxxxxxxxxxxxxx', appsecret: 'xxxxxxxxxxxxxxxxxxxxxxxx' },
    ],
    answers: [nothing],
  },
  clearQuota: {
    call: 'POST /cgi-bin/clear_quota either',
    errcodes: [40013, 48006],
    requests: [{ appid: 'wx448f04719cd48f69' }],
    answers: [nothing],
  },
  clearQuotaByAppSecret: {
    call: 'POST /cgi-bin/clear_quota/v2 none',
    errcodes: [-1, 40013, 41002, 41004, 48006],
    requests: [{ appid: 'wx888888888888', appsecret: 'xxxxxxxxxxxxxxxxxxxxxxxx' }],
    answers: [nothing],
  },
  getApiQuota: {
    call: 'POST /cgi-bin/openapi/quota/get either',
    errcodes: [76003, 76021, 76022],
    requests: [
      { cgi_path: '/wxa/gettemplatedraftlist' },
      { cgi_path: '/wxa/commit' },
      { cgi_path: '/cgi-bin/component/api_query_auth' },
    ],
    answers: [
      same({ quota: { daily_limit: 0, used: 0, remain: 0 } }),
      {
        answer: {
          errcode: 0,
          quota: { daily_limit: 100000, used: 1, remain: 99999 },
          rate_limit: { call_count: 10, refresh_second: 60 },
        },
        read: {
          quota: { daily_limit: 100000, used: 1, remain: 99999 },
          rate_limit: { call_count: 10, refresh_second: 60 },
        },
      },
    ],
  },
  getCallbackIp: {
    call: 'GET /cgi-bin/getcallbackip either',
    errcodes: [40013],
    answers: [
      {
        answer: { ip_list: ['106.55.206.146', '106.55.206.211'] },
        read: { ip_list: ['106.55.206.146', '106.55.206.211'] },
      },
      {
        answer: { ip_list: ['127.0.0.1', '127.0.0.2', '101.226.103.0/25'] },
        read: { ip_list: ['127.0.0.1', '127.0.0.2', '101.226.103.0/25'] },
      },
    ],
  },
  getRidInfo: {
    call: 'POST /cgi-bin/openapi/rid/get either',
    errcodes: [76001, 76002, 76003, 76004, 76022],
    requests: [{ rid: '61725984-6126f6f9-040f19c4' }],
    answers: [
      same({
        request: {
          invoke_time: 1635156704,
          cost_in_ms: 30,
          request_url: 'access_token=50_Im7xxxx',
          request_body: '',
          response_body: '{"errcode":45009,"errmsg":"reach max api daily quota limit rid: 617682e0-09059ac5-34a8e2ea"}',
          client_ip: '113.xx.70.51',
        },
      }),
    ],
  },
} satisfies Samples<typeof section>;
