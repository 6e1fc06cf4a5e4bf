import type * as section from '../../../wechat/endpoints/record-management.ts';
import { type Samples, same } from './sample.ts';

export const samples = {
  getAppealRecords: {
    call: 'POST /wxa/getappealrecords authorizer',
    requests: [{ illegal_record_id: '2_11100' }],
    answers: [
      same({
        records: [
          {
            appeal_record_id: 4111001,
            appeal_time: 1600055800,
            appeal_from: 0,
            appeal_status: 1,
            punish_description: '内容涉嫌欺诈',
            materials: [
              {
                illegal_material: { content: '违规内容1', content_url: 'https://xxxxx' },
                appeal_material: { reason: '内容是正常的', proof_material_ids: ['xxxx', 'yyyy'] },
              },
            ],
          },
        ],
      }),
    ],
  },
  getIllegalRecords: {
    call: 'POST /wxa/getillegalrecords authorizer',
    requests: [{ start_time: 1600051606, end_time: 1600053000 }],
    answers: [
      same({
        records: [
          {
            illegal_record_id: '2_11100',
            create_time: 1600051800,
            illegal_reason: '内容涉嫌欺诈',
            illegal_content: '违规内容',
            rule_url: 'https://developers.weixin.qq.com/miniprogram/product/#_6-2',
            rule_name: '《微信小程序平台运营规范》',
          },
        ],
      }),
      // As a developer saw it: without the content.
      same({
        records: [
          {
            illegal_record_id: '4_395332',
            create_time: 1667303379,
            illegal_reason: '侵犯知识产权',
            rule_url: 'https://mp.weixin.qq.com/mp/opshowpage?action=newoplaw#t3-4-1',
            rule_name: '《微信公众平台运营规范》4.1.2条规定-内容侵权',
          },
        ],
      }),
      { answer: { errcode: 0, errmsg: 'ok' }, read: { records: [] } },
    ],
  },
} satisfies Samples<typeof section>;
