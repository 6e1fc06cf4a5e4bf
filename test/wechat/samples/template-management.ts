import type * as section from '../../../wechat/endpoints/template-management.ts';
import type { Samples } from './sample.ts';

export const samples = {
  getTemplateList: {
    call: 'GET /wxa/gettemplatelist component',
    errcodes: [-1, 40001, 43001, 85064],
    answers: [
      {
        answer: {
          errcode: 0,
          errmsg: 'ok',
          template_list: [
            {
              create_time: 1624000154,
              user_version: 'V1.0',
              user_desc: 'test',
              template_id: 47,
              draft_id: 4,
              source_miniprogram_appid: 'wx9a8b7c',
              source_miniprogram: '开发小程序',
              developer: '昵称',
              template_type: 0,
              category_list: [],
            },
          ],
        },
        read: {
          template_list: [
            {
              create_time: 1624000154,
              user_version: 'V1.0',
              user_desc: 'test',
              template_id: 47,
              draft_id: 4,
              source_miniprogram_appid: 'wx9a8b7c',
              source_miniprogram: '开发小程序',
              developer: '昵称',
              template_type: 0,
            },
          ],
        },
      },
    ],
  },
} satisfies Samples<typeof section>;
