import type * as section from '../../../wechat/endpoints/jumpqrcode-config.ts';
import { nothing, type Samples, same } from './sample.ts';

const prefix = 'https://weixin.qq.com/qrcodejump';

export const samples = {
  addJumpQRCode: {
    call: 'POST /cgi-bin/wxopen/qrcodejumpadd authorizer',
    errcodes: [-1, 40097, 44990, 85066, 85068, 85069, 85070, 85071, 85072, 85073, 85075, 886001],
    requests: [
      {
        prefix,
        permit_sub_rule: 1,
        path: 'pages/index/index',
        open_version: 1,
        debug_url: ['https://weixin.qq.com/qrcodejump?a=1', 'https://weixin.qq.com/qrcodejump?a=2'],
        is_edit: 0,
      },
      { prefix: 'http://weixin.qq.com/q/kZgfwMTm72Wxxxx', appid: 'wxxxxxx', path: 'pages/index/index', is_edit: 0 },
    ],
    answers: [nothing],
  },
  getJumpQRCode: {
    call: 'POST /cgi-bin/wxopen/qrcodejumpget authorizer',
    errcodes: [40097, 44990],
    requests: [{}],
    answers: [
      same({
        rule_list: [
          {
            prefix,
            open_version: 1,
            state: 1,
            permit_sub_rule: 1,
            path: 'pages / index / index ',
            debug_url: ['https://weixin.qq.com/qrcodejump?a=1', 'https: //weixin.qq.com/qrcodejump?a=2'],
          },
        ],
        qrcodejump_open: 0,
        list_size: 2,
        qrcodejump_pub_quota: 20,
      }),
      {
        answer: {
          errcode: 0,
          errmsg: 'ok',
          rule_list: [{ prefix, state: 1, path: 'pages/index/index' }],
          qrcodejump_open: 0,
          list_size: 2,
          qrcodejump_pub_quota: 20,
          total_count: 10,
        },
        read: {
          rule_list: [{ prefix, state: 1, path: 'pages/index/index', debug_url: [] }],
          qrcodejump_open: 0,
          list_size: 2,
          qrcodejump_pub_quota: 20,
          total_count: 10,
        },
      },
    ],
  },
  downloadQRCodeText: {
    call: 'POST /cgi-bin/wxopen/qrcodejumpdownload authorizer',
    errcodes: [40001, 44002, 85075],
    requests: [{}],
    answers: [same({ file_name: 'xxx', file_content: 'xxxxxx' })],
  },
  publishJumpQRCode: {
    call: 'POST /cgi-bin/wxopen/qrcodejumppublish authorizer',
    errcodes: [-1, 44990, 85074, 85075, 85095, 886000],
    requests: [{ prefix }],
    answers: [nothing],
  },
  deleteJumpQRCode: {
    call: 'POST /cgi-bin/wxopen/qrcodejumpdelete authorizer',
    errcodes: [-1, 44990, 85075, 886001],
    requests: [{ prefix }, { prefix: 'http://weixin.qq.com/q/02P5KzM_xxxxx', appid: 'wxe5f52902cf4de896' }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
