import type * as section from '../../../wechat/endpoints/record.ts';
import { nothing, type Samples, same } from './sample.ts';

const mediaId = '4ahCGpd3CYkE6RpkNkUR5czt3LvG8xDnDdKAz6bBKttSfM8p4k5Rj6823HXugPwQBurgMezyib7';

const principal = {
  name: '张三',
  mobile: '13012344321',
  email: 'zhangsan@zhangsancorp.com',
  emergency_contact: '17743211234',
  certificate_type: 2,
  certificate_number: '110105199001011234',
  certificate_validity_date_start: '20230815',
  certificate_validity_date_end: '20330815',
  certificate_photo_front: mediaId,
  certificate_photo_back: mediaId,
};

/** The example of WeChat's page; its comment is shorter than the page allows and is longer here. */
export const application = {
  icp_subject: {
    base_info: {
      type: 5,
      name: '张三',
      province: '110000',
      city: '110100',
      district: '110105',
      address: '高碑店路181号1栋12345室',
      comment: '主体备注',
    },
    personal_info: { residence_permit: mediaId },
    organize_info: {
      certificate_type: 2,
      certificate_number: '110105199001011234',
      certificate_address: '北京市朝阳区高碑店路181号1栋12345室',
    },
    principal_info: principal,
  },
  icp_applets: {
    base_info: {
      service_content_types: [3, 4],
      nrlx_details: [{ type: 24 }],
      comment: '小程序备注小程序备注小程序备注小程序备注',
    },
    principal_info: { ...principal, verify_task_id: 'R5PqRPNb6GmG3i0rqd4pTg' },
  },
  icp_materials: { commitment_letter: [mediaId] },
};

const shown = {
  name: '*三',
  mobile: '13*******21',
  email: 'zh*********************om',
  emergency_contact: '17*******34',
  certificate_type: 2,
  certificate_number: '11**************34',
  certificate_validity_date_start: '20230815',
  certificate_validity_date_end: '20330815',
};
const shownSubject = {
  base_info: {
    type: 5,
    name: '*三',
    province: '110000',
    city: '110100',
    district: '110105',
    address: '高碑************5室',
    comment: '主体备注',
  },
  organize_info: {
    certificate_type: 2,
    certificate_number: '11**************34',
    certificate_address: '北京******************5室',
  },
  principal_info: shown,
};
const shownApplets = {
  base_info: {
    appid: 'wx1111111122222222',
    name: '张三测试号',
    service_content_types: [3, 4],
    nrlx_details: [{ type: 24 }],
    comment: '小程序备注',
  },
  principal_info: shown,
};

export const samples = {
  applyIcpFiling: {
    call: 'POST /wxa/icp/apply_icp_filing authorizer',
    errcodes: [86202, 86301, 86302, 86303, 86308, 86324, 86328, 86358],
    requests: [application],
    answers: [
      same({
        hints: [{ errcode: 0, errmsg: 'ok', err_field: 'icp_subject.principal_info.certificate_photo_front' }],
      }),
      { answer: { errcode: 0, errmsg: 'ok' }, read: { hints: [] } },
    ],
  },
  cancelApplyIcpFiling: {
    call: 'POST /wxa/icp/cancel_apply_icp_filing authorizer',
    errcodes: [86330, 86368],
    answers: [nothing],
  },
  cancelIcpfiling: {
    call: 'POST /wxa/icp/cancel_icp_filing authorizer',
    errcodes: [86324, 86353],
    requests: [{ cancel_type: 1 }, { cancel_type: 3, reason_type: 2 }],
    answers: [nothing],
  },
  createIcpVerifyTask: {
    call: 'POST /wxa/icp/create_icp_verifytask authorizer',
    requests: [{}, { along_with_auth: true }],
    answers: [same({ task_id: 'R5PqRPNb6GmG3i0rqd4pTg' })],
  },
  getIcpEntranceInfo: {
    call: 'GET /wxa/icp/get_icp_entrance_info authorizer',
    answers: [
      same({ info: { status: 6, is_canceling: false, audit_data: [{ key_name: '', error: '', suggest: '' }] } }),
      {
        answer: { errcode: 0, errmsg: 'ok', info: { status: 4, available: 1, sms_verify_status: 1 } },
        read: { info: { status: 4, audit_data: [], available: 1, sms_verify_status: 1 } },
      },
    ],
  },
  getIcpMedia: { call: 'GET /wxa/icp/get_icp_media authorizer', errcodes: [86205], requests: [{ media_id: mediaId }] },
  getOnlineIcpOrder: {
    call: 'GET /wxa/icp/get_online_icp_order authorizer',
    answers: [
      {
        answer: { errcode: 0, errmsg: 'ok', icp_subject: shownSubject, icp_applets: shownApplets },
        read: { icp_subject: shownSubject, icp_applets: [shownApplets] },
      },
    ],
  },
  queryIcpCertificateTypes: {
    call: 'GET /wxa/icp/query_icp_certificate_types authorizer',
    errcodes: [-1],
    answers: [
      same({
        items: [
          { type: 1, subject_type: 4, name: '营业执照（个人或企业）' },
          { type: 2, subject_type: 5, name: '居民身份证' },
        ],
      }),
    ],
  },
  queryIcpDistrictCode: {
    call: 'GET /wxa/icp/query_icp_district_code authorizer',
    errcodes: [-1],
    answers: [
      {
        answer: {
          errcode: 0,
          errmsg: 'ok',
          items: [
            {
              type: 1,
              code: 110000,
              name: '北京市',
              sub_list: [
                { type: 2, code: 110100, name: '市辖区', sub_list: [{ type: 3, code: 110101, name: '东城区' }] },
              ],
            },
          ],
        },
        read: {
          items: [
            {
              type: 1,
              code: 110000,
              name: '北京市',
              sub_list: [
                {
                  type: 2,
                  code: 110100,
                  name: '市辖区',
                  sub_list: [{ type: 3, code: 110101, name: '东城区', sub_list: [] }],
                },
              ],
            },
          ],
        },
      },
    ],
  },
  queryIcpNrlxTypes: {
    call: 'GET /wxa/icp/query_icp_nrlx_types authorizer',
    errcodes: [-1],
    answers: [
      same({
        items: [
          { type: 1, name: '新闻' },
          { type: 24, name: '以上都不涉及' },
        ],
      }),
    ],
  },
  queryIcpServiceContentTypes: {
    call: 'GET /wxa/icp/query_icp_service_content_types authorizer',
    errcodes: [-1],
    answers: [
      same({
        items: [
          { type: 1, parent_type: 500, name: '生活缴费', remark: '水电煤气话费等' },
          { type: 2, parent_type: 500, name: '招聘' },
        ],
      }),
    ],
  },
  queryIcpSubjectTypes: {
    call: 'GET /wxa/icp/query_icp_subject_types authorizer',
    errcodes: [-1],
    answers: [
      same({
        items: [
          { type: 1, name: '国防机构' },
          { type: 2, name: '政府机关' },
          { type: 3, name: '事业单位' },
        ],
      }),
    ],
  },
  queryIcpVerifyTask: {
    call: 'POST /wxa/icp/query_icp_verifytask authorizer',
    errcodes: [1, 86328],
    requests: [{ task_id: 'R5PqRPNb6GmG3i0rqd4pTg' }],
    answers: [same({ is_finish: true, face_status: 3 })],
  },
  uploadIcpMedia: {
    call: 'POST /wxa/icp/upload_icp_media authorizer',
    // From WeChat's community: the page's list was not found.
    errcodes: [40004, 40097],
    answers: [
      same({ type: 'image', media_id: mediaId, create_at: 1690969148 }),
      same({ type: 'image', media_id: mediaId, created_at: 1692883651 }),
    ],
  },
} satisfies Samples<typeof section>;
