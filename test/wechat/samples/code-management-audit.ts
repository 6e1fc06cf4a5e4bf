import type * as section from '../../../wechat/endpoints/code-management-audit.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  commit: {
    call: 'POST /wxa/commit authorizer',
    errcodes: [
      -60005, -1, 40001, 40014, 80066, 80067, 80082, 85013, 85014, 85043, 85044, 85045, 85046, 85047, 85048, 85090,
      85310, 85311, 85312, 9402202, 9402203,
    ],
    requests: [
      {
        template_id: 0,
        ext_json:
          '{"extAppid":"","ext":{"attr1":"value1"},"extPages":{"index":{},"search/index":{}},"pages":["index","search/index"],"window":{},"networkTimeout":{},"tabBar":{}}',
        user_version: 'V1.0',
        user_desc: 'test',
      },
    ],
    answers: [nothing],
  },
  getAuditStatus: {
    call: 'POST /wxa/get_auditstatus authorizer',
    errcodes: [-1, 40001, 85012, 86000, 86001],
    requests: [
      {
        auditid: 1234567,
      },
    ],
    answers: [
      same({
        status: 1,
        reason: '帐号信息不合规范',
        screenshot: 'xx|yy|zz',
      }),
      same({
        status: 0,
      }),
    ],
  },
  getCodePage: {
    call: 'GET /wxa/get_page authorizer',
    errcodes: [-1, 40001, 86000, 86001],
    answers: [
      same({
        page_list: ['index', 'page/list', 'page/detail'],
      }),
    ],
  },
  getCodePrivacyInfo: {
    call: 'GET /wxa/security/get_code_privacy_info authorizer',
    errcodes: [61039, 61040],
    answers: [
      same({
        without_auth_list: ['wx.getLocation', 'wx.onLocationChange'],
        without_conf_list: ['wx.getLocation'],
      }),
    ],
  },
  getLatestAuditStatus: {
    call: 'GET /wxa/get_latest_auditstatus authorizer',
    errcodes: [85058],
    answers: [
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
  },
  getTrialQRCode: { call: 'GET /wxa/get_qrcode authorizer' },
  setCodeAuditQuota: {
    call: 'GET /wxa/queryquota authorizer',
    errcodes: [-1, 40001],
    answers: [same({ rest: 0, limit: 0, speedup_rest: 0, speedup_limit: 0 })],
  },
  speedupCodeAudit: {
    call: 'POST /wxa/speedupaudit authorizer',
    errcodes: [-1, 40001, 89401, 89402, 89403, 89404, 89405],
    requests: [{ auditid: 12345 }],
    answers: [nothing],
  },
  submitAudit: {
    call: 'POST /wxa/submit_audit authorizer',
    errcodes: [
      61039, 61040, 85006, 85007, 85008, 85009, 85010, 85011, 85023, 85051, 85077, 85085, 85086, 85087, 85092, 85093,
      85094, 86000, 86001, 86002, 86007, 86008, 86009, 86010, 86020, 87006, 9400001, 9402202,
    ],
    requests: [
      {
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
        preview_info: {
          video_id_list: ['xxxx'],
          pic_id_list: ['xxxx', 'yyyy'],
        },
        version_desc: 'blablabla',
        ugc_declare: {
          scene: [1, 2],
          method: [1],
          has_audit_team: 1,
          audit_desc: 'blablabla',
        },
      },
    ],
    answers: [
      same({
        auditid: 1234567,
      }),
      {
        answer: {
          errcode: 0,
          auditid: '1234567',
        },
        read: {
          auditid: 1234567,
        },
      },
    ],
  },
  undoAudit: { call: 'GET /wxa/undocodeaudit authorizer', errcodes: [-1, 40001, 87013], answers: [nothing] },
  uploadMediaToCodeAudit: {
    call: 'POST /wxa/uploadmedia authorizer',
    errcodes: [40005, 40006, 41005, 43002, 85085, 86020],
    answers: [
      same({ type: 'image', mediaid: 'xxxxxxxxxxxxxxxxx' }),
      same({ type: 'video', mediaid: 'xxxxxxxxxxxxxxxxx' }),
    ],
  },
} satisfies Samples<typeof section>;
