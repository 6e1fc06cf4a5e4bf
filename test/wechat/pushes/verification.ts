import { expect } from 'vitest';
import type * as subject from '../../../wechat/events/verification.ts';
import type { PushSamples } from './push.ts';

export const pushes = {
  notify3rdWxaAuth: [
    {
      xml: `<xml>
    <AppId><![CDATA[wx31f828cesdfa4eabc]]></AppId>
    <CreateTime>1700634212</CreateTime>
    <InfoType><![CDATA[notify_3rd_wxa_auth]]></InfoType>
    <appid><![CDATA[wxaf614423g25ffd9b]]></appid>
    <task_status>0</task_status>
    <message><![CDATA[资料检验成功，等待管理员授权]]></message>
    <taskid><![CDATA[048ae3f93e664053baf8cd1e1a899896]]></taskid>
    <apply_status>0</apply_status>
    <dispatch_info>
        <provider><![CDATA[上海倍通企业信用征信有限公司(测试)]]></provider>
        <contact><![CDATA[热线电话]]></contact>
        <dispatch_time>1700619300</dispatch_time>
    </dispatch_info>
</xml>`,
      read: {
        AppId: 'wx31f828cesdfa4eabc',
        CreateTime: 1700634212,
        appid: 'wxaf614423g25ffd9b',
        task_status: 0,
        message: '资料检验成功，等待管理员授权',
        taskid: '048ae3f93e664053baf8cd1e1a899896',
        apply_status: 0,
        dispatch_info: {
          provider: '上海倍通企业信用征信有限公司(测试)',
          contact: '热线电话',
          dispatch_time: 1700619300,
        },
      },
    },
    {
      // Nobody was dispatched.
      xml: '<xml><AppId>wx31f828cesdfa4eabc</AppId><CreateTime>1700634212</CreateTime><InfoType>notify_3rd_wxa_auth</InfoType><appid>wxaf614423g25ffd9b</appid><task_status>12</task_status><taskid>048ae3f9</taskid><apply_status>0</apply_status><dispatch_info></dispatch_info></xml>',
      read: {
        AppId: 'wx31f828cesdfa4eabc',
        CreateTime: 1700634212,
        appid: 'wxaf614423g25ffd9b',
        task_status: 12,
        taskid: '048ae3f9',
        apply_status: 0,
        dispatch_info: {},
      },
    },
  ],
  notify3rdWxaAuthAndIcp: [
    {
      // Made from the fields that code reads; WeChat's page was not found.
      xml: '<xml><AppId><![CDATA[wx31f828cesdfa4eabc]]></AppId><CreateTime>1700634212</CreateTime><InfoType><![CDATA[notify_3rd_wxa_auth_and_icp]]></InfoType><appid><![CDATA[wxaf614423g25ffd9b]]></appid><procedure_id><![CDATA[44eb56ed40f94ab5995409566ad97bdd]]></procedure_id><procedure_status>22</procedure_status></xml>',
      read: {
        AppId: 'wx31f828cesdfa4eabc',
        CreateTime: 1700634212,
        appid: 'wxaf614423g25ffd9b',
        procedure_id: '44eb56ed40f94ab5995409566ad97bdd',
        procedure_status: 22,
      },
    },
  ],
  notify3rdWxaWxverify: [
    {
      xml: `<xml>
    <AppId><![CDATA[wx31f828cesdfa4eabc]]></AppId>
    <CreateTime>1700634212</CreateTime>
    <InfoType><![CDATA[notify_3rd_wxa_wxverify]]></InfoType>
    <appid><![CDATA[wxaf614423g25ffd9b]]></appid>
    <expired>1704162245</expired>
    <message>
        <![CDATA[账号名称: 我的小程序名
到期时间: 2024年1月2日]]>
    </message>
</xml>`,
      read: {
        AppId: 'wx31f828cesdfa4eabc',
        CreateTime: 1700634212,
        appid: 'wxaf614423g25ffd9b',
        expired: 1704162245,
        message: expect.stringContaining('到期时间: 2024年1月2日'),
      },
    },
  ],
} satisfies PushSamples<typeof subject>;
