import type * as subject from '../../../wechat/events/audit.ts';
import type { PushSamples } from './push.ts';

const audit = (content: string) =>
  `<xml><ToUserName><![CDATA[gh_fb9688c2a4b2]]></ToUserName><FromUserName><![CDATA[od1P50M-fNQI5Gcq-trm4a7apsU8]]></FromUserName><CreateTime>1488856741</CreateTime><MsgType><![CDATA[event]]></MsgType>\n${content}</xml>`;
const auditRead = {
  ToUserName: 'gh_fb9688c2a4b2',
  FromUserName: 'od1P50M-fNQI5Gcq-trm4a7apsU8',
  CreateTime: 1488856741,
};
export const pushes = {
  weappAuditSuccess: [
    {
      xml: audit('<Event><![CDATA[weapp_audit_success]]></Event><SuccTime>1488856741</SuccTime>'),
      read: { ...auditRead, SuccTime: 1488856741 },
    },
    {
      xml: audit('<Event><![CDATA[weapp_audit_success]]></Event><SuccTime></SuccTime>'),
      read: auditRead,
    },
  ],
  weappAuditFail: [
    {
      xml: audit(
        '<Event><![CDATA[weapp_audit_fail]]></Event><Reason><![CDATA[1:账号信息不符合规范:<br>(1):包含色情因素<br>]]></Reason><FailTime>1488856591</FailTime><ScreenShot>xxx|yyy|zzz</ScreenShot>',
      ),
      read: {
        ...auditRead,
        Reason: '1:账号信息不符合规范:<br>(1):包含色情因素<br>',
        FailTime: 1488856591,
        ScreenShot: 'xxx|yyy|zzz',
      },
    },
  ],
  weappAuditDelay: [
    {
      xml: audit(
        '<Event><![CDATA[weapp_audit_delay]]></Event><Reason><![CDATA[为了更好的服务小程序，您的服务商正在进行提审系统的优化]]></Reason><DelayTime>1488856591</DelayTime>',
      ),
      read: { ...auditRead, Reason: '为了更好的服务小程序，您的服务商正在进行提审系统的优化', DelayTime: 1488856591 },
    },
  ],
} satisfies PushSamples<typeof subject>;
