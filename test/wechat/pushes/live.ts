import type * as subject from '../../../wechat/events/live.ts';
import type { PushSamples } from './push.ts';

export const pushes = {
  wxaLiveApplyEvent: [
    {
      xml: '<xml><ToUserName><![CDATA[toUser]]></ToUserName><FromUserName><![CDATA[fromUser]]></FromUserName><CreateTime>1600000000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[wxa_live_apply_event]]></Event><ApplyLiveInfoNoitfy><appid><![CDATA[wx0afc78670fXXXX]]></appid><open_time><![CDATA[1600000000]]></open_time></ApplyLiveInfoNoitfy></xml>',
      read: {
        ToUserName: 'toUser',
        FromUserName: 'fromUser',
        CreateTime: 1600000000,
        ApplyLiveInfoNoitfy: { appid: 'wx0afc78670fXXXX', open_time: '1600000000' },
      },
    },
  ],
} satisfies PushSamples<typeof subject>;
