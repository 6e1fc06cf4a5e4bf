import type * as section from '../../../wechat/endpoints/privacy-api-management.ts';
import { type Samples, same } from './sample.ts';

export const samples = {
  applyPrivacyInterface: {
    call: 'POST /wxa/security/apply_privacy_interface authorizer',
    errcodes: [61031, 61032, 61033, 61034, 61035, 61036, 61037, 61038],
    requests: [
      {
        api_name: 'wx.choosePoi',
        content: '1312',
        pic_list: ['pic_url1', 'pic_url2'],
        video_list: ['video_url1'],
        url_list: ['url1', 'url2'],
      },
    ],
    answers: [{ answer: { errcode: 0, errmsg: 'getuserriskrank succ', audit_id: 123456 }, read: { audit_id: 123456 } }],
  },
  getPrivacyInterface: {
    call: 'GET /wxa/security/get_privacy_interface authorizer',
    answers: [
      same({
        interface_list: [
          {
            api_name: 'wx.chooseAddress',
            api_ch_name: '获取用户收货地址',
            api_desc: '调起用户编辑收货地址原生界面，并在编辑完成后返回用户选择的地址。',
            status: 1,
            api_link: 'https://developers.weixin.qq.com/miniprogram/dev/api/open-api/address/wx.chooseAddress.html',
            group_name: '地理位置',
          },
          {
            api_name: 'wx.choosePoi',
            api_ch_name: '选择位置，支持模糊定位（精确到市）和精确定位混选',
            api_desc: '选择位置，支持模糊定位和精确定位混选',
            status: 4,
            audit_id: 421610267,
            fail_reason: '小程序内未含有相应使用场景',
            api_link: 'https://developers.weixin.qq.com/miniprogram/dev/api/location/wx.choosePoi.html',
            group_name: '地理位置',
          },
        ],
      }),
    ],
  },
} satisfies Samples<typeof section>;
