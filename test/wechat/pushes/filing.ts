import type * as subject from '../../../wechat/events/filing.ts';
import type { PushSamples } from './push.ts';

export const pushes = {
  notifyApplyIcpfilingResult: [
    {
      xml: '<xml><AppId><![CDATA[wx31f828cesdfa4eabc]]></AppId><CreateTime>1692883651</CreateTime><InfoType><![CDATA[notify_apply_icpfiling_result]]></InfoType><authorizer_appid><![CDATA[wxaf614423g25ffd9b]]></authorizer_appid><beian_status>6</beian_status></xml>',
      read: {
        AppId: 'wx31f828cesdfa4eabc',
        CreateTime: 1692883651,
        authorizer_appid: 'wxaf614423g25ffd9b',
        beian_status: 6,
      },
    },
    {
      xml: '<xml><AppId><![CDATA[wx31f828cesdfa4eabc]]></AppId><CreateTime>1692883651</CreateTime><InfoType><![CDATA[notify_apply_icpfiling_result]]></InfoType><appid><![CDATA[wxaf614423g25ffd9b]]></appid><beian_status>3</beian_status></xml>',
      read: {
        AppId: 'wx31f828cesdfa4eabc',
        CreateTime: 1692883651,
        appid: 'wxaf614423g25ffd9b',
        beian_status: 3,
      },
    },
  ],
  notifyIcpfilingVerifyResult: [
    {
      xml: '<xml><AppId><![CDATA[wx31f828cesdfa4eabc]]></AppId><CreateTime>1692883651</CreateTime><InfoType><![CDATA[notify_icpfiling_verify_result]]></InfoType>\n<task_id><![CDATA[R5PqRPNb6GmG3i0rqd4pTg]]></task_id><verify_appid><![CDATA[wxaf614423g25ffd9b]]></verify_appid><result>3</result></xml>',
      read: {
        AppId: 'wx31f828cesdfa4eabc',
        CreateTime: 1692883651,
        task_id: 'R5PqRPNb6GmG3i0rqd4pTg',
        verify_appid: 'wxaf614423g25ffd9b',
        result: 3,
      },
    },
  ],
} satisfies PushSamples<typeof subject>;
