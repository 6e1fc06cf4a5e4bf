import type * as subject from '../../../wechat/events/trial.ts';
import type { PushSamples } from './push.ts';

const platform = (infoType: string, content: string) =>
  `<xml><AppId><![CDATA[wx761e7856cd618a26]]></AppId><CreateTime>1535442403</CreateTime>\n<InfoType><![CDATA[${infoType}]]></InfoType>\n${content}</xml>`;
const platformRead = { AppId: 'wx761e7856cd618a26', CreateTime: 1535442403 };

const account = (event: string, element: string, content: string) => `<xml>
    <ToUserName><![CDATA[toUser]]></ToUserName>
    <FromUserName><![CDATA[fromUser]]></FromUserName>
    <CreateTime>1234567890</CreateTime>
    <MsgType><![CDATA[event]]></MsgType>
    <Event><![CDATA[${event}]]></Event>
    <${element}>${content}</${element}>
</xml>`;
const accountRead = { ToUserName: 'toUser', FromUserName: 'fromUser', CreateTime: 1234567890 };

const noitfy = 'ApplyAuthorizationInfoNoitfy';
const applied =
  '<appid><![CDATA[wx1]]></appid><mp_appid><![CDATA[wx2]]></mp_appid><status><![CDATA[0]]></status><msg><![CDATA[ok]]></msg><operation_time><![CDATA[2021-05-24 17:07]]></operation_time>';
const appliedRead = { appid: 'wx1', mp_appid: 'wx2', status: 0, msg: 'ok', operation_time: '2021-05-24 17:07' };

export const pushes = {
  notifyThirdFastregisterbetaapp: [
    {
      xml: platform(
        'notify_third_fastregisterbetaapp',
        '<appid>wxf8b4f85f3a794e77</appid><status>0</status><msg>OK</msg>\n<info><unique_id><![CDATA[unique_id]]></unique_id><name><![CDATA[小程序名称]]></name></info>',
      ),
      read: {
        ...platformRead,
        appid: 'wxf8b4f85f3a794e77',
        status: 0,
        msg: 'OK',
        info: { unique_id: 'unique_id', name: '小程序名称' },
      },
    },
    {
      xml: platform('notify_third_fastregisterbetaapp', '<appid></appid><status>3</status><msg></msg><info></info>'),
      read: { ...platformRead, appid: '', status: 3, msg: '', info: {} },
    },
  ],
  notifyThirdFastverifybetaapp: [
    {
      xml: platform(
        'notify_third_fastverifybetaapp',
        '<appid><![CDATA[wxf8b4f85f3a794e77]]></appid><status>0</status><msg>OK</msg>\n<info><name><![CDATA[企业名称]]></name><code><![CDATA[企业代码]]></code><code_type>1</code_type>\n<legal_persona_wechat><![CDATA[法人微信号]]></legal_persona_wechat><legal_persona_name><![CDATA[法人姓名]]></legal_persona_name>\n<component_phone><![CDATA[第三方联系电话]]></component_phone></info>',
      ),
      read: {
        ...platformRead,
        appid: 'wxf8b4f85f3a794e77',
        status: 0,
        msg: 'OK',
        info: { name: '企业名称', code: '企业代码', code_type: '1', component_phone: '第三方联系电话' },
      },
    },
  ],
  betaappAuthorizationApplyEvent: [
    {
      xml: account('betaapp_authorization_apply_event', noitfy, `${applied}<ticket><![CDATA[9f3a9f3a9f3a]]></ticket>`),
      read: { ...accountRead, ApplyAuthorizationInfoNoitfy: { ...appliedRead, ticket: '9f3a9f3a9f3a' } },
    },
    {
      xml: account('betaapp_authorization_apply_event', noitfy, '<status>1</status><ticket></ticket>'),
      read: { ...accountRead, ApplyAuthorizationInfoNoitfy: { status: 1, ticket: '' } },
    },
  ],
  betaappVerifyApplyEvent: [
    {
      xml: account('betaapp_verify_apply_event', noitfy, applied),
      read: { ...accountRead, ApplyAuthorizationInfoNoitfy: appliedRead },
    },
  ],
  betaappVerifyEvent: [
    {
      xml: account('betaapp_verify_event', noitfy, applied),
      read: { ...accountRead, ApplyAuthorizationInfoNoitfy: appliedRead },
    },
  ],
  betaappReuseMerchantIdMerchantAdministratorAuthorizationApplyEvent: [
    {
      xml: account(
        'betaapp_reuse_merchant_ID_merchant_administrator_authorization_apply_event',
        'ApplyMerchantAdminAuthorizationInfoNotify',
        '<appid>wx1</appid><taskid>9f3a</taskid><status>0</status><authorize_appid_administrator_url><![CDATA[https://mp.weixin.qq.com/xxxx]]></authorize_appid_administrator_url><authorize_merchant_administrator_status>1</authorize_merchant_administrator_status><operation_time>1621847220</operation_time>',
      ),
      read: {
        ...accountRead,
        ApplyMerchantAdminAuthorizationInfoNotify: {
          appid: 'wx1',
          taskid: '9f3a',
          status: 0,
          authorize_appid_administrator_url: 'https://mp.weixin.qq.com/xxxx',
          authorize_merchant_administrator_status: 1,
          operation_time: '1621847220',
        },
      },
    },
  ],
  betaappReuseMerchantIdAppidAdministratorAuthorizationApplyEvent: [
    {
      xml: account(
        'betaapp_reuse_merchant_ID_appid_administrator_authorization_apply_event',
        'ApplyPersonalAuthorizationInfoNotify',
        '<appid>wx1</appid><status>0</status><msg>ok</msg><operation_time>1621847220</operation_time>',
      ),
      read: {
        ...accountRead,
        ApplyPersonalAuthorizationInfoNotify: { appid: 'wx1', status: 0, msg: 'ok', operation_time: '1621847220' },
      },
    },
  ],
} satisfies PushSamples<typeof subject>;
