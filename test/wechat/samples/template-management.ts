import type * as section from '../../../wechat/endpoints/template-management.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  addToTemplate: {
    call: 'POST /wxa/addtotemplate component',
    errcodes: [-1, 40001, 85064, 85065],
    requests: [{ draft_id: 1 }],
    answers: [nothing],
  },
  deleteTemplate: {
    call: 'POST /wxa/deletetemplate component',
    errcodes: [-1, 40001, 85064],
    requests: [{ template_id: 0 }],
    answers: [nothing],
  },
  getTemplateList: {
    call: 'GET /wxa/gettemplatelist component',
    errcodes: [-1, 40001, 43001, 85064],
    requests: [{ template_type: 1 }, {}],
    answers: [
      same({
        template_list: [
          {
            create_time: 1624000154,
            user_version: '1.0.0',
            user_desc: '尝试提交草稿箱',
            template_id: 47,
            source_miniprogram_appid: 'wxxxxxx',
            source_miniprogram: '测试测试测试234',
            developer: '。',
            template_type: 1,
            category_list: [{ first_class: '工具', second_class: '效率', first_id: 287, second_id: 616 }],
            audit_scene: 0,
            audit_status: 2,
            reason: '',
          },
          {
            create_time: 1624849691,
            user_version: '1.0.0',
            user_desc: '尝试提交草稿箱',
            template_id: 48,
            source_miniprogram_appid: 'wxxxxxx',
            source_miniprogram: '测试测试测试234',
            developer: '。',
            template_type: 1,
            category_list: [],
          },
        ],
      }),
      same({
        template_list: [
          {
            create_time: 1488965944,
            user_version: 'VVV',
            user_desc: 'AAS',
            template_id: 0,
            draft_id: 4,
            source_miniprogram_appid: 'wx6XXXXXXXXXXXXXXX',
            source_miniprogram: 'LXXXXX',
            template_type: 0,
            category_list: [],
          },
        ],
      }),
    ],
  },
  getTemplatedRaftList: {
    call: 'GET /wxa/gettemplatedraftlist component',
    errcodes: [-1, 40001, 85064],
    answers: [
      {
        answer: {
          errcode: 0,
          errmsg: 'ok',
          draft_list: [
            {
              create_time: 1488965944,
              user_version: 'VVV',
              user_desc: 'AAS',
              draft_id: 0,
              source_miniprogram_appid: 'wx6XXXXXXXXXXXXXXX',
              source_miniprogram: 'LXXXXX',
              developer: 'XXX',
              category_list: [],
            },
          ],
        },
        read: {
          draft_list: [
            {
              create_time: 1488965944,
              user_version: 'VVV',
              user_desc: 'AAS',
              draft_id: 0,
              source_miniprogram_appid: 'wx6XXXXXXXXXXXXXXX',
              source_miniprogram: 'LXXXXX',
              developer: 'XXX',
            },
          ],
        },
      },
      // Without the optional description.
      {
        answer: {
          errcode: 0,
          draft_list: [{ create_time: '1488965944', user_version: '1.0.0', draft_id: '4' }],
        },
        read: { draft_list: [{ create_time: 1488965944, user_version: '1.0.0', user_desc: '', draft_id: 4 }] },
      },
      { answer: { errcode: 0, errmsg: 'ok' }, read: { draft_list: [] } },
    ],
  },
} satisfies Samples<typeof section>;
