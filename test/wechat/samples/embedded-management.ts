import type * as section from '../../../wechat/endpoints/embedded-management.ts';
import { nothing, type Samples, same } from './sample.ts';

const list = {
  errmsg: 'ok',
  errcode: 0,
  wxa_embedded_list: [
    {
      appid: 'wxf074afxxxxxxxx',
      create_time: 1648177830,
      headimg: 'http://wx.qlogo.cn/mmhead/Q3axxxxxxxdRLA',
      name: 'testxxx6',
      nickname: 'tesxxx',
      reason: '我是理由',
      status: 1,
    },
    {
      appid: 'wx355c73xxxxxxx',
      create_time: 1647250557,
      headimg: 'http://wx.qlogo.cn/mmhead/QxxxxxxA',
      nickname: '美味助手xx',
      reason: '特殊',
      status: '2',
    },
  ],
};

export const samples = {
  addEmbedded: {
    call: 'POST /wxaapi/wxaembedded/add_embedded authorizer',
    errcodes: [
      -1, 40001, 89408, 89409, 89410, 89411, 89412, 89413, 89414, 89420, 89423, 89424, 89425, 89426, 89427, 89428,
      89429, 89431, 89432,
    ],
    requests: [{ appid: 'wxf074af703a2e9303', apply_reason: '我要申请' }],
    answers: [nothing],
  },
  deleteEmbedded: {
    call: 'POST /wxaapi/wxaembedded/del_embedded authorizer',
    errcodes: [40001, 89408, 89415, 89416, 89421, 89422, 89431, 89432],
    requests: [{ appid: 'wx8f4e64668de79225' }],
    answers: [nothing],
  },
  getEmbeddedList: {
    call: 'GET /wxaapi/wxaembedded/get_list authorizer',
    errcodes: [-1, 89408, 89409],
    requests: [{ start: 0, num: 10 }],
    answers: [
      {
        answer: list,
        read: {
          wxa_embedded_list: [
            {
              appid: 'wxf074afxxxxxxxx',
              create_time: 1648177830,
              headimg: 'http://wx.qlogo.cn/mmhead/Q3axxxxxxxdRLA',
              nickname: 'tesxxx',
              reason: '我是理由',
              status: 1,
            },
            {
              appid: 'wx355c73xxxxxxx',
              create_time: 1647250557,
              headimg: 'http://wx.qlogo.cn/mmhead/QxxxxxxA',
              nickname: '美味助手xx',
              reason: '特殊',
              status: 2,
            },
          ],
        },
      },
    ],
  },
  deleteAuthorizedEmbedded: {
    call: 'POST /wxaapi/wxaembedded/del_authorize authorizer',
    errcodes: [-1, 40001, 89408, 89415, 89416, 89421, 89422, 89431, 89432],
    requests: [{ appid: 'wx8f4e64668de79225' }],
    answers: [nothing],
  },
  getOwnList: {
    call: 'GET /wxaapi/wxaembedded/get_own_list authorizer',
    errcodes: [-1, 89408, 89409],
    requests: [{ start: 0, num: 10 }],
    answers: [same({ embedded_flag: 2, wxa_embedded_list: [] })],
  },
  setAuthorizedEmbedded: {
    call: 'POST /wxaapi/wxaembedded/set_authorize authorizer',
    errcodes: [-1, 40001, 89417],
    requests: [{ flag: 0 }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
