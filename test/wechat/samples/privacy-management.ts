import type * as section from '../../../wechat/endpoints/privacy-management.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  getPrivacySetting: {
    call: 'POST /cgi-bin/component/getprivacysetting authorizer',
    requests: [{ privacy_ver: 2 }, {}],
    answers: [
      {
        answer: {
          errcode: 0,
          errmsg: 'ok',
          code_exist: 1,
          privacy_list: ['UserInfo', 'Location'],
          setting_list: [
            {
              privacy_key: 'UserInfo',
              privacy_text: '注册',
              privacy_label: '用户信息',
            },
          ],
          update_time: 1624000154,
          owner_setting: {
            contact_phone: '0755-86013388',
            contact_email: '',
            contact_qq: '',
            contact_weixin: '',
            notice_method: '弹窗',
            store_expire_timestamp: '30天',
            ext_file_media_id: '',
          },
          privacy_desc: {
            privacy_desc_list: [
              {
                privacy_key: 'UserInfo',
                privacy_desc: '用户信息',
              },
            ],
          },
          sdk_privacy_info_list: [],
        },
        read: {
          code_exist: 1,
          privacy_list: ['UserInfo', 'Location'],
          setting_list: [
            {
              privacy_key: 'UserInfo',
              privacy_text: '注册',
              privacy_label: '用户信息',
            },
          ],
          update_time: 1624000154,
          owner_setting: {
            contact_phone: '0755-86013388',
            contact_email: '',
            contact_qq: '',
            contact_weixin: '',
            notice_method: '弹窗',
            store_expire_timestamp: '30天',
            ext_file_media_id: '',
          },
          privacy_desc: {
            privacy_desc_list: [
              {
                privacy_key: 'UserInfo',
                privacy_desc: '用户信息',
              },
            ],
          },
          sdk_privacy_info_list: [],
        },
      },
    ],
  },
  setPrivacySetting: {
    call: 'POST /cgi-bin/component/setprivacysetting authorizer',
    errcodes: [47001, 86069, 86070, 86071, 86072, 86073, 86074, 86075],
    answers: [nothing],
  },
  uploadPrivacySetting: {
    call: 'POST /cgi-bin/component/uploadprivacyextfile authorizer',
    errcodes: [40006, 40126],
    answers: [same({ ext_file_media_id: '2112311471891169280' })],
  },
} satisfies Samples<typeof section>;
