import type * as subject from '../../../wechat/events/registration.ts';
import type { PushSamples } from './push.ts';

export const pushes = {
  notifyThirdFasteregister: [
    {
      xml: `<xml>
  <AppId><![CDATA[wx761e7856cd618a26]]></AppId>
  <CreateTime>1535442403</CreateTime>
  <InfoType><![CDATA[notify_third_fasteregister]]></InfoType>
  <appid>wxf8b4f85f3a794e77</appid>
  <status>0</status>
  <auth_code>queryauthcode@@@code</auth_code>
  <msg>OK</msg>
  <info>
    <name><![CDATA[企业名称]]></name>
    <code><![CDATA[企业代码]]></code>
    <code_type>1</code_type>
    <legal_persona_wechat><![CDATA[法人微信号]]></legal_persona_wechat>
    <legal_persona_name><![CDATA[法人姓名]]></legal_persona_name>
    <component_phone><![CDATA[第三方联系电话]]></component_phone>
  </info>
</xml>`,
      read: {
        AppId: 'wx761e7856cd618a26',
        CreateTime: 1535442403,
        appid: 'wxf8b4f85f3a794e77',
        status: 0,
        auth_code: 'queryauthcode@@@code',
        msg: 'OK',
        info: { name: '企业名称', code: '企业代码', code_type: '1', component_phone: '第三方联系电话' },
      },
    },
    {
      // A failure has neither appid nor code, and info may be empty.
      xml: '<xml><AppId>wx761e7856cd618a26</AppId><CreateTime>1535442403</CreateTime><InfoType>notify_third_fasteregister</InfoType><appid></appid><status>1005</status><auth_code></auth_code><msg>real name check failed</msg><info></info></xml>',
      read: {
        AppId: 'wx761e7856cd618a26',
        CreateTime: 1535442403,
        appid: '',
        status: 1005,
        auth_code: '',
        msg: 'real name check failed',
        info: {},
      },
    },
    {
      // A person's.
      xml: `<xml>
  <AppId><![CDATA[wx761e7856cd618a26]]></AppId>
  <CreateTime>1535442403</CreateTime>
  <InfoType><![CDATA[notify_third_fasteregister]]></InfoType>
  <appid>wxf8b4f85f3a794e77</appid>
  <status>0</status>
  <auth_code>queryauthcode@@@code</auth_code>
  <msg>OK</msg>
  <info>
    <wxuser><![CDATA[wxidnnn]]></wxuser>
    <idname><![CDATA[用户姓名]]></idname>
    <component_phone><![CDATA[第三方联系电话]]></component_phone>
  </info>
</xml>`,
      read: {
        AppId: 'wx761e7856cd618a26',
        CreateTime: 1535442403,
        appid: 'wxf8b4f85f3a794e77',
        status: 0,
        auth_code: 'queryauthcode@@@code',
        msg: 'OK',
        info: { wxuser: 'wxidnnn', idname: '用户姓名', component_phone: '第三方联系电话' },
      },
    },
    {
      // As somebody received it: in another order, all text in CDATA.
      xml: `<xml>
  <AppId><![CDATA[wx761e7856cd618a26]]></AppId>
  <CreateTime>1691338115</CreateTime>
  <InfoType><![CDATA[notify_third_fasteregister]]></InfoType>
  <status>0</status>
  <msg><![CDATA[OK]]></msg>
  <appid><![CDATA[wxf8b4f85f3a794e77]]></appid>
  <auth_code><![CDATA[queryauthcode@@@code]]></auth_code>
  <info>
    <name><![CDATA[企业名称]]></name>
    <code><![CDATA[企业代码]]></code>
    <code_type>1</code_type>
    <legal_persona_wechat><![CDATA[法人微信号]]></legal_persona_wechat>
    <legal_persona_name><![CDATA[法人姓名]]></legal_persona_name>
    <component_phone><![CDATA[第三方联系电话]]></component_phone>
  </info>
</xml>`,
      read: {
        AppId: 'wx761e7856cd618a26',
        CreateTime: 1691338115,
        appid: 'wxf8b4f85f3a794e77',
        status: 0,
        auth_code: 'queryauthcode@@@code',
        msg: 'OK',
        info: { name: '企业名称', code: '企业代码', code_type: '1', component_phone: '第三方联系电话' },
      },
    },
    {
      // A failure as somebody logged it, with its status in quotes.
      xml: '{"AppId":"wx761e7856cd618a26","CreateTime":"1535442403","InfoType":"notify_third_fasteregister","status":"1005","msg":"real name check failed"}',
      read: { AppId: 'wx761e7856cd618a26', CreateTime: 1535442403, status: 1005, msg: 'real name check failed' },
    },
    {
      // The flow since 2026-04-30: no legal person, a code that is the task's id, no task id.
      xml: '<xml><AppId>wx761e7856cd618a26</AppId><CreateTime>1535442403</CreateTime><InfoType>notify_third_fasteregister</InfoType><status>100003</status><msg>not confirmed</msg><info><name><![CDATA[]]></name><code><![CDATA[9f3a]]></code><code_type>0</code_type><legal_persona_wechat></legal_persona_wechat><legal_persona_name><![CDATA[]]></legal_persona_name><component_phone></component_phone></info></xml>',
      read: {
        AppId: 'wx761e7856cd618a26',
        CreateTime: 1535442403,
        status: 100003,
        msg: 'not confirmed',
        info: { name: '', code: '9f3a', code_type: '0', component_phone: '' },
      },
    },
  ],
} satisfies PushSamples<typeof subject>;
