import type * as section from '../../../wechat/endpoints/login.ts';
import { type Samples, same } from './sample.ts';

export const samples = {
  getPaidUnionid: {
    call: 'GET /wxa/getpaidunionid authorizer',
    errcodes: [-1, 40003, 89002, 89300],
    requests: [
      { openid: 'OPENID', transaction_id: 'TRANSACTION_ID' },
      { openid: 'OPENID', mch_id: 'MCH_ID', out_trade_no: 'OUT_TRADE_NO' },
    ],
    answers: [same({ unionid: 'oTmHYjg-tElZ68xxxxxxxxhy1Rgk' })],
  },
  thirdpartyCode2Session: {
    call: 'GET /sns/component/jscode2session component',
    errcodes: [-1, 40029, 40163, 40226, 41021, 45011, 61003],
    requests: [{ appid: 'APPID', js_code: 'JSCODE', grant_type: 'authorization_code' }],
    answers: [
      {
        answer: { openid: 'OPENID', session_key: 'SESSIONKEY', unionid: 'oHAUs6LSuwgHq-mlnFrffKXw3QYM' },
        read: { openid: 'OPENID', session_key: 'SESSIONKEY', unionid: 'oHAUs6LSuwgHq-mlnFrffKXw3QYM' },
      },
      {
        answer: { openid: 'OPENID', session_key: 'SESSIONKEY' },
        read: { openid: 'OPENID', session_key: 'SESSIONKEY' },
      },
    ],
  },
} satisfies Samples<typeof section>;
