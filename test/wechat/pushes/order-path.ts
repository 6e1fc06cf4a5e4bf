import type * as subject from '../../../wechat/events/order-path.ts';
import type { PushSamples } from './push.ts';

const head = (infoType: string) =>
  `<AppId><![CDATA[wxbxxxxx]]></AppId><CreateTime>1701157985</CreateTime><InfoType><![CDATA[${infoType}]]></InfoType>`;
const headRead = { AppId: 'wxbxxxxx', CreateTime: 1701157985 };

export const pushes = {
  orderPathApplyResultNotify: [
    {
      xml: `<xml>${head('order_path_apply_result_notify')}<list><appid><![CDATA[wx3yyyy]]></appid><audit_id>12131</audit_id><ret_code>0</ret_code></list><list><appid><![CDATA[wx4yyyy]]></appid><ret_code>-2</ret_code></list></xml>`,
      read: {
        ...headRead,
        list: [
          { appid: 'wx3yyyy', audit_id: 12131, ret_code: 0 },
          { appid: 'wx4yyyy', ret_code: -2 },
        ],
      },
    },
  ],
  orderPathAuditResultNotify: [
    {
      // As somebody received it.
      xml: `<xml>${head('order_path_audit_result_notify')}<list><appid><![CDATA[wx3yyyy]]></appid><audit_id>12131</audit_id><status>4</status><apply_time>1699866317</apply_time><audit_time>1701157985</audit_time><reason><![CDATA[]]></reason></list></xml>`,
      read: {
        ...headRead,
        list: [
          {
            appid: 'wx3yyyy',
            audit_id: 12131,
            status: 4,
            apply_time: 1699866317,
            audit_time: 1701157985,
            reason: '',
          },
        ],
      },
    },
  ],
} satisfies PushSamples<typeof subject>;
