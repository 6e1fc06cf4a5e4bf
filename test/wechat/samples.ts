import type { EventName } from '../../messages/delivery.ts';
import type { EndpointName } from '../../wechat/client.ts';

type Sample = { answer: unknown; read: unknown };
const same = (answer: object): Sample => ({ answer: { errcode: 0, errmsg: 'ok', ...answer }, read: answer });
const nothing: Sample = { answer: { errcode: 0, errmsg: 'ok' }, read: {} };

/** Method, path with its action, and token of each call. */
export const calls: Record<EndpointName, string> = {
  startPushTicket: 'POST /cgi-bin/component/api_start_push_ticket none',
  getComponentAccessToken: 'POST /cgi-bin/component/api_component_token none',
  getPreAuthCode: 'POST /cgi-bin/component/api_create_preauthcode component',
  getAuthorizerRefreshToken: 'POST /cgi-bin/component/api_query_auth component',
  getAuthorizerAccessToken: 'POST /cgi-bin/component/api_authorizer_token component',
  getAuthorizerInfo: 'POST /cgi-bin/component/api_get_authorizer_info component',
  getAuthorizerList: 'POST /cgi-bin/component/api_get_authorizer_list component',
  fastRegisterEnterpriseWeappCreate: 'POST /wxa/component/fastregisterenterpriseweapp?action=create component',
  fastRegisterEnterpriseWeappQuery: 'POST /wxa/component/fastregisterenterpriseweapp?action=query component',
  getTemplateList: 'GET /wxa/gettemplatelist component',
  commit: 'POST /wxa/commit authorizer',
  getCodePage: 'GET /wxa/get_page authorizer',
  getTrialQRCode: 'GET /wxa/get_qrcode authorizer',
  getAllCategoryName: 'GET /wxa/get_category authorizer',
  getCodePrivacyInfo: 'GET /wxa/security/get_code_privacy_info authorizer',
  getPrivacySetting: 'POST /cgi-bin/component/getprivacysetting authorizer',
  setPrivacySetting: 'POST /cgi-bin/component/setprivacysetting authorizer',
  submitAudit: 'POST /wxa/submit_audit authorizer',
  getAuditStatus: 'POST /wxa/get_auditstatus authorizer',
  getLatestAuditStatus: 'GET /wxa/get_latest_auditstatus authorizer',
  undoAudit: 'GET /wxa/undocodeaudit authorizer',
  release: 'POST /wxa/release authorizer',
  getVersionInfo: 'POST /wxa/getversioninfo authorizer',
};

const ofTokens = [-1, 40001, 40013, 40125, 41001, 41002, 41004, 42001, 45009, 47001, 48001, 61004, 61005, 61006, 61011];
const ofRegistration = [40001, 40014, 86021, 86022, 86030, 86040, 89247, 89249, 89254, 89255, 89295];

/** The errcodes that the pages name, other than by a number without a word. */
export const errcodes: Partial<Record<EndpointName, readonly number[]>> = {
  startPushTicket: [40013],
  getComponentAccessToken: [...ofTokens, 41018],
  getPreAuthCode: ofTokens,
  getAuthorizerRefreshToken: [-1, 40001, 40013, 61009, 61010],
  getAuthorizerAccessToken: [-1, 40001, 40013, 61003, 61014, 61023],
  getAuthorizerInfo: [-1, 40001, 40013, 61003],
  getAuthorizerList: [-1, 40001, 40013, 40170],
  fastRegisterEnterpriseWeappCreate: ofRegistration,
  fastRegisterEnterpriseWeappQuery: ofRegistration,
  getTemplateList: [-1, 40001, 43001, 85064],
  commit: [
    80066, 80067, 80082, 85013, 85014, 85043, 85044, 85045, 85046, 85047, 85048, 85090, 85310, 85311, 85312, 9402202,
    9402203,
  ],
  getCodePage: [-1, 40001, 86000, 86001],
  getCodePrivacyInfo: [61039, 61040],
  setPrivacySetting: [47001, 86069, 86070, 86071, 86072, 86073, 86074, 86075],
  submitAudit: [
    61039, 61040, 85006, 85007, 85008, 85009, 85010, 85011, 85023, 85051, 85077, 85085, 85086, 85087, 85092, 85093,
    85094, 86000, 86001, 86002, 86007, 86008, 86009, 86010, 86020, 87006, 9400001, 9402202,
  ],
  getAuditStatus: [-1, 40001, 85012, 86000, 86001],
  getLatestAuditStatus: [85058],
  undoAudit: [-1, 40001, 87013],
  release: [-1, 40001, 40014, 44002, 47001, 85019, 85020, 85052],
};

/** Answers as WeChat's pages show them, and what is read from them. None is made from our declarations. */
export const answers: Partial<Record<EndpointName, readonly Sample[]>> = {
  startPushTicket: [nothing, { answer: { errcode: 0, errmsg: 'in a normal state' }, read: {} }],
  getComponentAccessToken: [
    {
      answer: {
        component_access_token:
          '61W3mEpU66027wgNZ_MhGHNQDHnFATkDa9-2llqrMBjUwxRSNPbVsMmyD-yq8wZETSoE5NQgecigDrSHkPtIYA',
        expires_in: 7200,
      },
      read: {
        component_access_token:
          '61W3mEpU66027wgNZ_MhGHNQDHnFATkDa9-2llqrMBjUwxRSNPbVsMmyD-yq8wZETSoE5NQgecigDrSHkPtIYA',
        expires_in: 7200,
      },
    },
  ],
  getPreAuthCode: [
    {
      answer: { pre_auth_code: 'preauthcode@@@Cx_LK60W3zz', expires_in: 600 },
      read: { pre_auth_code: 'preauthcode@@@Cx_LK60W3zz', expires_in: 600 },
    },
  ],
  getAuthorizerRefreshToken: [
    {
      answer: {
        authorization_info: {
          authorizer_appid: 'wxf8b4f85f3a794e77',
          authorizer_access_token: 'QXjUqNqfYVH0yBE1iI_7vuN_9gQbpjfK7hYwJ3P7xOa88a89',
          expires_in: 7200,
          authorizer_refresh_token: 'refreshtoken@@@dTo-YCXPL4llX-u1W1pPpnp8Hgm4wpJtlR6iV0doKdY',
          func_info: [
            { funcscope_category: { id: 1 } },
            {
              funcscope_category: { id: 17, type: 1, name: '帐号管理', desc: '帐号管理' },
              confirm_info: { need_confirm: 0 },
            },
          ],
        },
      },
      read: {
        authorization_info: {
          authorizer_appid: 'wxf8b4f85f3a794e77',
          authorizer_access_token: 'QXjUqNqfYVH0yBE1iI_7vuN_9gQbpjfK7hYwJ3P7xOa88a89',
          expires_in: 7200,
          authorizer_refresh_token: 'refreshtoken@@@dTo-YCXPL4llX-u1W1pPpnp8Hgm4wpJtlR6iV0doKdY',
          func_info: [{ funcscope_category: { id: 1 } }, { funcscope_category: { id: 17 } }],
        },
      },
    },
    {
      // An account without API rights has no tokens.
      answer: { authorization_info: { authorizer_appid: 'wxf8b4f85f3a794e77' } },
      read: { authorization_info: { authorizer_appid: 'wxf8b4f85f3a794e77', func_info: [] } },
    },
  ],
  getAuthorizerAccessToken: [
    {
      answer: {
        authorizer_access_token: 'some-access-token',
        expires_in: 7200,
        authorizer_refresh_token: 'refreshtoken@@@some',
      },
      read: {
        authorizer_access_token: 'some-access-token',
        expires_in: 7200,
        authorizer_refresh_token: 'refreshtoken@@@some',
      },
    },
  ],
  getAuthorizerInfo: [
    {
      answer: {
        authorizer_info: {
          nick_name: '找呀找呀找盲盒',
          head_img: 'http:xxx',
          service_type_info: { id: 0 },
          verify_type_info: { id: -1 },
          user_name: 'gh_3dacad47dc6b',
          alias: '',
          qrcode_url: 'http:xxx',
          business_info: { open_pay: 0, open_shake: 0, open_scan: 0, open_card: 0, open_store: 0 },
          idc: 1,
          principal_name: '个人',
          signature: '…',
          MiniProgramInfo: {
            network: {
              RequestDomain: ['https:xxx'],
              WsRequestDomain: [],
              UploadDomain: [],
              BizDomain: [],
              UDPDomain: [],
            },
            categories: [{ first: '工具', second: '效率' }],
            visit_status: 0,
          },
        },
        authorization_info: {
          authorizer_appid: 'wxf24d2dfc1a974128',
          authorizer_refresh_token: 'xxxxxx',
          func_info: [{ funcscope_category: { id: 17 } }, { funcscope_category: { id: 18 } }],
        },
      },
      read: {
        authorizer_info: {
          nick_name: '找呀找呀找盲盒',
          service_type_info: { id: 0 },
          verify_type_info: { id: -1 },
          user_name: 'gh_3dacad47dc6b',
          principal_name: '个人',
          signature: '…',
          MiniProgramInfo: {},
        },
        authorization_info: {
          authorizer_appid: 'wxf24d2dfc1a974128',
          authorizer_refresh_token: 'xxxxxx',
          func_info: [{ funcscope_category: { id: 17 } }, { funcscope_category: { id: 18 } }],
        },
      },
    },
  ],
  getAuthorizerList: [
    {
      answer: {
        total_count: 33,
        list: [{ authorizer_appid: 'authorizer_appid_1', refresh_token: 'refresh_token_1', auth_time: 1558000607 }],
      },
      read: {
        total_count: 33,
        list: [{ authorizer_appid: 'authorizer_appid_1', refresh_token: 'refresh_token_1', auth_time: 1558000607 }],
      },
    },
    { answer: { total_count: 0 }, read: { total_count: 0, list: [] } },
  ],
  fastRegisterEnterpriseWeappCreate: [
    same({ taskid: '9f3a', authorize_url: 'https://mp.weixin.qq.com/wxopen/registration?task=9f3a', status: 0 }),
  ],
  fastRegisterEnterpriseWeappQuery: [same({ taskid: '9f3a', status: 12 }), same({ status: 2 })],
  getTemplateList: [
    {
      answer: {
        errcode: 0,
        errmsg: 'ok',
        template_list: [
          {
            create_time: 1624000154,
            user_version: 'V1.0',
            user_desc: 'test',
            template_id: 47,
            draft_id: 4,
            source_miniprogram_appid: 'wx9a8b7c',
            source_miniprogram: '开发小程序',
            developer: '昵称',
            template_type: 0,
            category_list: [],
          },
        ],
      },
      read: {
        template_list: [
          {
            create_time: 1624000154,
            user_version: 'V1.0',
            user_desc: 'test',
            template_id: 47,
            draft_id: 4,
            source_miniprogram_appid: 'wx9a8b7c',
            source_miniprogram: '开发小程序',
            developer: '昵称',
            template_type: 0,
          },
        ],
      },
    },
  ],
  commit: [nothing],
  getCodePage: [same({ page_list: ['index', 'page/list', 'page/detail'] })],
  getAllCategoryName: [
    same({ category_list: [{ first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 }] }),
    same({ category_list: [] }),
  ],
  getCodePrivacyInfo: [
    same({ without_auth_list: ['wx.getLocation', 'wx.onLocationChange'], without_conf_list: ['wx.getLocation'] }),
  ],
  getPrivacySetting: [
    {
      answer: {
        errcode: 0,
        errmsg: 'ok',
        code_exist: 1,
        privacy_list: ['UserInfo', 'Location'],
        setting_list: [{ privacy_key: 'UserInfo', privacy_text: '注册', privacy_label: '用户信息' }],
        update_time: 1624000154,
        owner_setting: {
          contact_phone: '0755-86013388',
          contact_email: '',
          contact_qq: '',
          contact_weixin: '',
          notice_method: '弹窗',
          store_expire_timestamp: '30天',
          ext_file_media_id: '',
        },
        privacy_desc: { privacy_desc_list: [{ privacy_key: 'UserInfo', privacy_desc: '用户信息' }] },
        sdk_privacy_info_list: [],
      },
      read: {
        code_exist: 1,
        privacy_list: ['UserInfo', 'Location'],
        setting_list: [{ privacy_key: 'UserInfo', privacy_text: '注册', privacy_label: '用户信息' }],
        owner_setting: {
          contact_phone: '0755-86013388',
          contact_email: '',
          contact_qq: '',
          contact_weixin: '',
          notice_method: '弹窗',
          store_expire_timestamp: '30天',
          ext_file_media_id: '',
        },
        sdk_privacy_info_list: [],
      },
    },
  ],
  setPrivacySetting: [nothing],
  submitAudit: [same({ auditid: 1234567 }), { answer: { errcode: 0, auditid: '1234567' }, read: { auditid: 1234567 } }],
  getAuditStatus: [same({ status: 1, reason: '帐号信息不合规范', screenshot: 'xx|yy|zz' }), same({ status: 0 })],
  getLatestAuditStatus: [
    same({
      auditid: 1234567,
      status: 1,
      reason: '帐号信息不合规范',
      ScreenShot: 'xx|yy|zz',
      user_version: 'V1.5',
      user_desc: 'test',
      submit_audit_time: 1640763673,
    }),
  ],
  undoAudit: [nothing],
  release: [nothing],
  getVersionInfo: [
    same({
      exp_info: { exp_time: 1624000154, exp_version: 'V1.0', exp_desc: 'test' },
      release_info: { release_time: 1624000199, release_version: 'V0.9', release_desc: 'test' },
    }),
    nothing,
  ],
};

/** Requests as WeChat's pages show them, without what the client fills in. */
export const requests: Partial<Record<EndpointName, object>> = {
  commit: {
    template_id: 0,
    ext_json: '{"extAppid":"","ext":{"attr1":"value1"},"pages":["index","search/index"],"window":{}}',
    user_version: 'V1.0',
    user_desc: 'test',
  },
  submitAudit: {
    item_list: [
      {
        address: 'index',
        tag: '学习 生活',
        first_class: '文娱',
        second_class: '资讯',
        first_id: 1,
        second_id: 2,
        title: '首页',
      },
    ],
    feedback_info: 'blablabla',
    feedback_stuff: 'xx|yy|zz',
    preview_info: { video_id_list: ['xxxx'], pic_id_list: ['xxxx', 'yyyy'] },
    version_desc: 'blablabla',
    ugc_declare: { scene: [1, 2], method: [1], has_audit_team: 1, audit_desc: 'blablabla' },
  },
  getAuditStatus: { auditid: 1234567 },
  fastRegisterEnterpriseWeappCreate: {
    name: '深圳市某某有限公司',
    code: '9144030071526726XG',
    component_phone: '0755-86013388',
    new_version: true,
  },
  fastRegisterEnterpriseWeappQuery: { taskid: '9f3a', new_version: true },
  getAuthorizerList: { offset: 0, count: 500 },
};

const audit = (content: string) =>
  `<xml><ToUserName><![CDATA[gh_fb9688c2a4b2]]></ToUserName><FromUserName><![CDATA[od1P50M-fNQI5Gcq-trm4a7apsU8]]></FromUserName><CreateTime>1488856741</CreateTime><MsgType><![CDATA[event]]></MsgType>\n${content}</xml>`;
const auditRead = {
  ToUserName: 'gh_fb9688c2a4b2',
  FromUserName: 'od1P50M-fNQI5Gcq-trm4a7apsU8',
  CreateTime: 1488856741,
};
const authorization = (infoType: string) => `<xml>
  <AppId>wx761e7856cd618a26</AppId><CreateTime>1413192760</CreateTime><InfoType>${infoType}</InfoType>
  <AuthorizerAppid>wxf8b4f85f3a794e77</AuthorizerAppid>
  <AuthorizationCode>queryauthcode@@@code</AuthorizationCode>
  <AuthorizationCodeExpiredTime>1413196360</AuthorizationCodeExpiredTime>
  <PreAuthCode>preauthcode@@@code</PreAuthCode>
</xml>`;
const authorizationRead = {
  AppId: 'wx761e7856cd618a26',
  CreateTime: 1413192760,
  AuthorizerAppid: 'wxf8b4f85f3a794e77',
  AuthorizationCode: 'queryauthcode@@@code',
  AuthorizationCodeExpiredTime: 1413196360,
  PreAuthCode: 'preauthcode@@@code',
};

/** Pushes as WeChat's pages and captures show them, and what is read from them. */
export const pushes: Record<EventName, readonly { xml: string; read: unknown }[]> = {
  componentVerifyTicket: [
    {
      xml: '<xml><AppId>wx761e7856cd618a26</AppId><CreateTime>1413192605</CreateTime><InfoType>component_verify_ticket</InfoType><ComponentVerifyTicket>ticket@@@tXtVUhTt</ComponentVerifyTicket></xml>',
      read: { AppId: 'wx761e7856cd618a26', CreateTime: 1413192605, ComponentVerifyTicket: 'ticket@@@tXtVUhTt' },
    },
  ],
  authorized: [{ xml: authorization('authorized'), read: authorizationRead }],
  updateauthorized: [{ xml: authorization('updateauthorized'), read: authorizationRead }],
  unauthorized: [
    {
      xml: '<xml><AppId>wx761e7856cd618a26</AppId><CreateTime>1413192760</CreateTime><InfoType>unauthorized</InfoType><AuthorizerAppid>wxf8b4f85f3a794e77</AuthorizerAppid></xml>',
      read: { AppId: 'wx761e7856cd618a26', CreateTime: 1413192760, AuthorizerAppid: 'wxf8b4f85f3a794e77' },
    },
  ],
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
  ],
  weappAuditSuccess: [
    {
      xml: audit('<Event><![CDATA[weapp_audit_success]]></Event><SuccTime>1488856741</SuccTime>'),
      read: { ...auditRead, SuccTime: 1488856741 },
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
};
