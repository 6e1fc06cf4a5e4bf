import type * as section from '../../../wechat/endpoints/basic-info-management.ts';
import { nothing, type Samples, same } from './sample.ts';

const basicInfo = {
  appid: 'wx8ee51415c94040e4',
  account_type: 3,
  principal_type: 1,
  principal_name: '么么哒哒',
  realname_status: 1,
  wx_verify_info: {
    qualification_verify: true,
    naming_verify: false,
    annual_review: false,
    annual_review_begin_time: 1724244347,
    annual_review_end_time: 1732020347,
  },
  signature_info: { signature: '211111111111111111', modify_used_count: 1, modify_quota: 5 },
  head_image_info: {
    head_image_url: 'http://wx.qlogo.cn/mmhead/Q3auHgzwzM4IuJTbLicibpJwrHjLMdmYJRUQ9MnLepR7jog01aSV7K6A/0',
    modify_used_count: 1,
    modify_quota: 5,
  },
  registered_country: 1017,
  nickname_info: { nickname: '帐号名称长度 111111122', modify_used_count: 2, modify_quota: 2 },
};

export const samples = {
  checkNickName: {
    call: 'POST /cgi-bin/wxverify/checkwxverifynickname authorizer',
    errcodes: [-1, 40001, 41033, 53010, 53011, 53012, 53013, 53014, 53015, 53016, 53017, 53018, 53019],
    requests: [{ nick_name: '腾讯' }],
    answers: [
      same({
        hit_condition: true,
        wording:
          '你申请的名称可能涉及特定主体姓名或名称，请提供可确认主体材料与名称对应的材料，或提供《商标注册证》等其他材料，以证明你有权合理且善意使用该名称，否则可能审核不通过',
      }),
    ],
  },
  getAccountBasicInfo: {
    call: 'POST /cgi-bin/account/getaccountbasicinfo authorizer',
    errcodes: [41033],
    answers: [same(basicInfo)],
  },
  getNickNameStatus: {
    call: 'POST /wxa/api_wxa_querynickname authorizer',
    errcodes: [-1, 40001, 91011],
    requests: [{ audit_id: 12345 }],
    answers: [
      same({ nickname: 'xxx', audit_stat: 2, fail_reason: 'xxx', create_time: 1519724071, audit_time: 1519724950 }),
    ],
  },
  getSearchStatus: {
    call: 'GET /wxa/getwxasearchstatus authorizer',
    errcodes: [40001],
    answers: [{ answer: { status: 1, errcode: 0, errmsg: 'ok' }, read: { status: 1 } }],
  },
  setHeadImage: {
    call: 'POST /cgi-bin/account/modifyheadimage authorizer',
    errcodes: [40007, 40009, 40097, 41006, 46001, 47001, 53202],
    requests: [
      {
        head_img_media_id: 'mI-4E_sFh_2X3g-qmTIWD83RT78ytI1_6VfgFp_A3-Y2U5T_nLl3nm1xYTafFJ8p',
        x1: '0',
        y1: '0',
        x2: '0.7596899224806202',
        y2: '0.49',
      },
      {
        head_img_media_id: 'mI-4E_sFh_2X3g-qmTIWD83RT78ytI1_6VfgFp_A3-Y2U5T_nLl3nm1xYTafFJ8p',
        x1: 0,
        y1: 0,
        x2: 0.7596899224806202,
        y2: 0.49,
      },
    ],
    answers: [nothing],
  },
  setNickName: {
    call: 'POST /wxa/setnickname authorizer',
    errcodes: [
      91001, 91002, 91003, 91004, 91005, 91006, 91007, 91008, 91009, 91010, 91012, 91013, 91014, 91015, 91016, 91017,
      91018, 91019,
    ],
    requests: [
      {
        nick_name: 'XXX公司',
        id_card: '3LaLzqiTrQcD20DlX_o-OV1',
        license: '3LaLzqiTrQcD20DlX_o-OV22231',
        naming_other_stuff_1: '3LaLzqiTrQcD20DlX_o-OV1-nlYMu7sdVAL7SV2PrxVyjZFZZmB3O6LPGaYXlZWq',
        naming_other_stuff_2: '',
      },
    ],
    answers: [same({ wording: '', audit_id: 12345 }), same({ wording: '' })],
  },
  setSearchStatus: {
    call: 'POST /wxa/changewxasearchstatus authorizer',
    errcodes: [-1, 40001, 85083, 85084],
    requests: [{ status: 0 }],
    answers: [nothing],
  },
  setSignature: {
    call: 'POST /cgi-bin/account/modifysignature authorizer',
    errcodes: [-1, 40001, 40097, 53200, 53201, 53204],
    requests: [{ signature: '提供好玩的服务。' }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
