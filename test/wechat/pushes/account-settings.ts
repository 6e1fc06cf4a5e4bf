import type * as subject from '../../../wechat/events/account-settings.ts';
import type { PushSamples } from './push.ts';

const decided = (content: string) =>
  `<xml><ToUserName><![CDATA[gh_fxxxxxxxa4b2]]></ToUserName><FromUserName><![CDATA[odxxxxM-xxxxxxxx-trm4a7apsU8]]></FromUserName><CreateTime>1488800000</CreateTime><MsgType><![CDATA[event]]></MsgType>\n${content}</xml>`;
const decidedRead = {
  ToUserName: 'gh_fxxxxxxxa4b2',
  FromUserName: 'odxxxxM-xxxxxxxx-trm4a7apsU8',
  CreateTime: 1488800000,
  ret: 2,
  reason: '驳回原因',
};
export const pushes = {
  wxaNicknameAudit: [
    {
      xml: decided(
        '<Event><![CDATA[wxa_nickname_audit]]></Event><ret>2</ret><nickname>昵称</nickname><reason>驳回原因</reason>',
      ),
      read: { ...decidedRead, nickname: '昵称' },
    },
  ],
  wxaCategoryAudit: [
    {
      xml: decided(
        '<Event><![CDATA[wxa_category_audit]]></Event><ret>2</ret><first>1</first><second>2</second><reason><![CDATA[驳回原因]]></reason>',
      ),
      read: { ...decidedRead, first: 1, second: 2 },
    },
  ],
} satisfies PushSamples<typeof subject>;
