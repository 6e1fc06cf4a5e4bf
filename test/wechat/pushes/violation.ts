import type * as subject from '../../../wechat/events/violation.ts';
import type { PushSamples } from './push.ts';

const head = (event: string, content: string) =>
  `<xml>
    <ToUserName><![CDATA[gh_fxxxxxxxa4b2]]></ToUserName>
    <FromUserName><![CDATA[odxxxxM-xxxxxxxx-trm4a7apsU8]]></FromUserName>
    <CreateTime>1600055810</CreateTime>
    <MsgType><![CDATA[event]]></MsgType>
    <Event><![CDATA[${event}]]></Event>
    <appid>wxaaaaaaaaaaaaaaaa</appid>
    ${content}
</xml>`;
const headRead = {
  ToUserName: 'gh_fxxxxxxxa4b2',
  FromUserName: 'odxxxxM-xxxxxxxx-trm4a7apsU8',
  CreateTime: 1600055810,
  appid: 'wxaaaaaaaaaaaaaaaa',
};
const appeal = '<appeal_record_id>4111001</appeal_record_id><appeal_time>1600055800</appeal_time>';

export const pushes = {
  wxaAppealRecord: [
    {
      xml: head(
        'wxa_appeal_record',
        `${appeal}
    <appeal_count>1</appeal_count>
    <appeal_from>0</appeal_from>
    <appeal_status>1</appeal_status>
    <punish_description><![CDATA[内容涉嫌欺诈]]></punish_description>
    <material>
        <illegal_material>
            <content>违规内容1</content>
            <content_url>https://xxxxx</content_url>
        </illegal_material>
        <appeal_material>
            <reason>内容是正常的</reason>
            <proof_material_id>xxxx</proof_material_id>
            <proof_material_id>yyyy</proof_material_id>
        </appeal_material>
    </material>
    <material>
        <illegal_material>
            <content>违规内容2</content>
            <content_url>https://yyyyy</content_url>
        </illegal_material>
        <appeal_material>
            <reason>内容是正常的</reason>
            <proof_material_id>zzzz</proof_material_id>
        </appeal_material>
    </material>`,
      ),
      read: {
        ...headRead,
        appeal_record_id: 4111001,
        appeal_time: 1600055800,
        appeal_count: 1,
        appeal_from: 0,
        appeal_status: 1,
        punish_description: '内容涉嫌欺诈',
        material: [
          {
            illegal_material: { content: '违规内容1', content_url: 'https://xxxxx' },
            appeal_material: { reason: '内容是正常的', proof_material_id: ['xxxx', 'yyyy'] },
          },
          {
            illegal_material: { content: '违规内容2', content_url: 'https://yyyyy' },
            appeal_material: { reason: '内容是正常的', proof_material_id: ['zzzz'] },
          },
        ],
      },
    },
    {
      xml: head(
        'wxa_appeal_record',
        `${appeal}<appeal_status>3</appeal_status><audit_time>1600055900</audit_time><audit_reason>材料不足</audit_reason>
    <material><illegal_material><content>违规内容1</content></illegal_material><appeal_material></appeal_material></material>`,
      ),
      read: {
        ...headRead,
        appeal_record_id: 4111001,
        appeal_time: 1600055800,
        appeal_status: 3,
        audit_time: 1600055900,
        audit_reason: '材料不足',
        material: [{ illegal_material: { content: '违规内容1' }, appeal_material: { proof_material_id: [] } }],
      },
    },
  ],
  wxaIllegalRecord: [
    {
      xml: head(
        'wxa_illegal_record',
        `<illegal_record_id><![CDATA[2_11100]]></illegal_record_id>
    <create_time>1600051800</create_time>
    <illegal_reason><![CDATA[内容涉嫌欺诈]]></illegal_reason>
    <illegal_content><![CDATA[违规内容]]></illegal_content>
    <rule_url><![CDATA[https://developers.weixin.qq.com/miniprogram/product/#_6-2]]></rule_url>
    <rule_name><![CDATA[《微信小程序平台运营规范》]]></rule_name>`,
      ),
      read: {
        ...headRead,
        illegal_record_id: '2_11100',
        create_time: 1600051800,
        illegal_reason: '内容涉嫌欺诈',
        illegal_content: '违规内容',
        rule_url: 'https://developers.weixin.qq.com/miniprogram/product/#_6-2',
        rule_name: '《微信小程序平台运营规范》',
      },
    },
  ],
  wxaPunishEvent: [
    {
      xml: head(
        'wxa_punish_event',
        `<event_type>3</event_type>
    <punish_id><![CDATA[13577869]]></punish_id>
    <punish_time>1699801560</punish_time>
    <illegal_reason><![CDATA[存在诱导分享行为]]></illegal_reason>
    <illegal_content><![CDATA[违规内容测试]]></illegal_content>
    <rule_url><![CDATA[https://developers.weixin.qq.com/miniprogram/product/index.html#_5-1]]></rule_url>
    <rule_name><![CDATA[《微信小程序平台运营规范》5.行为规范-5.1滥用分享行为]]></rule_name>
    <adjust_guide_url><![CDATA[https://mp.weixin.qq.com/s/73rLZmwPeQ87Q89DYQcfkw]]></adjust_guide_url>
    <detail><![CDATA[{"suspended_days":1}]]></detail>`,
      ),
      read: {
        ...headRead,
        event_type: 3,
        punish_id: '13577869',
        punish_time: 1699801560,
        illegal_reason: '存在诱导分享行为',
        illegal_content: ['违规内容测试'],
        rule_url: 'https://developers.weixin.qq.com/miniprogram/product/index.html#_5-1',
        rule_name: '《微信小程序平台运营规范》5.行为规范-5.1滥用分享行为',
        adjust_guide_url: 'https://mp.weixin.qq.com/s/73rLZmwPeQ87Q89DYQcfkw',
        detail: '{"suspended_days":1}',
      },
    },
  ],
} satisfies PushSamples<typeof subject>;
