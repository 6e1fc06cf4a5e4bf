import type * as section from '../../../wechat/endpoints/link-miniprogram.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  getLinkMiniprogram: {
    call: 'POST /cgi-bin/wxopen/wxamplinkget authorizer',
    answers: [
      same({
        wxopens: {
          items: [
            {
              status: 1,
              username: 'gh_xxxxxxxxx',
              appid: 'xxxxx',
              source: 'SOURCE_NORMAL',
              nickname: 'aaaaaaa',
              selected: 1,
              nearby_display_status: 0,
              released: 1,
              headimg_url: 'http://xxx.png',
              func_infos: [
                { status: 0, id: 1, name: '微信认证' },
                { status: 0, id: 2, name: '微信支付' },
              ],
              email: 'xxxx@qq.com',
            },
            {
              status: 3,
              username: 'gh_xxxxxxxxxx',
              source: 'SOURCE_NORMAL',
              headimg_url: 'http://yyy.png',
              func_infos: [],
              nickname: 'bbbbbbb',
            },
          ],
        },
      }),
      { answer: { errcode: 0, errmsg: 'ok' }, read: { wxopens: { items: [] } } },
    ],
  },
  linkMiniprogram: {
    call: 'POST /cgi-bin/wxopen/wxamplink authorizer',
    errcodes: [-1, 1003, 1005, 89007, 89008, 89009, 89010, 89013, 89015, 89016, 89017, 89030, 89035, 89245, 89407],
    requests: [{ appid: 'xxxxxx', notify_users: 1, show_profile: 1 }],
    answers: [nothing],
  },
  unlinkMiniprogram: {
    call: 'POST /cgi-bin/wxopen/wxampunlink authorizer',
    errcodes: [89011, 89012, 89013, 89018],
    requests: [{ appid: 'xxxxxx' }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
