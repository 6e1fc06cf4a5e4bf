import type * as section from '../../../wechat/endpoints/subscribe-component.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  getLinkForShow: {
    call: 'GET /wxa/getwxamplinkforshow authorizer',
    errcodes: [40001],
    requests: [{ page: 0, num: 20 }],
    answers: [
      same({
        total_num: 10,
        biz_info_list: [{ nickname: '公众号昵称', appid: '公众号appid', headimg: '公众号头像' }],
      }),
    ],
  },
  getShowItem: {
    call: 'GET /wxa/getshowwxaitem authorizer',
    errcodes: [-1],
    answers: [
      {
        answer: {
          errcode: 0,
          errmsg: 'ok',
          can_open: 1,
          is_open: 1,
          appid: '展示的公众号appid',
          nickname: '展示的公众号nickname',
          headimg: '展示的公众号头像',
        },
        read: {
          can_open: true,
          is_open: true,
          appid: '展示的公众号appid',
          nickname: '展示的公众号nickname',
          headimg: '展示的公众号头像',
        },
      },
    ],
  },
  setShowItem: {
    call: 'POST /wxa/updateshowwxaitem authorizer',
    requests: [{ wxa_subscribe_biz_flag: 1, appid: '如果开启，需要传新的公众号appid' }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
