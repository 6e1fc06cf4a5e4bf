import type * as section from '../../../wechat/endpoints/ams.ts';
import type { AnswerSample, Samples } from './sample.ts';

/** An answer of ads, which says `ret` and `err_msg`. */
const said = (answer: object, read: object = answer): AnswerSample => ({
  answer: { ret: 0, err_msg: 'ok', ...answer },
  read,
});
const nothing = said({});

const common = [-202, 1700, 1701, 1737, 2056];
const ofPublisher = [...common, 1735, 1807, 2009];
const page = { page: 1, page_size: 8 };
const days = { start_date: '2020-04-13', end_date: '2020-04-13' };

const figures = {
  req_succ_count: 443610,
  exposure_count: 181814,
  exposure_rate: 0.409850995,
  click_count: 10095,
  click_rate: 0.055523777,
  income: 52175,
  ecpm: 286.969100289,
};
const summed: AnswerSample = said(
  {
    list: [{ slot_id: 3030046789020061, ad_slot: 'SLOT_ID_WEAPP_INTERSTITIAL', date: '2020-04-13', ...figures }],
    summary: { ...figures, income: 578003 },
    total_num: 1,
  },
  {
    list: [{ slot_id: '3030046789020061', ad_slot: 'SLOT_ID_WEAPP_INTERSTITIAL', date: '2020-04-13', ...figures }],
    summary: { ...figures, income: 578003 },
    total_num: 1,
  },
);
const unit = {
  ad_slot: 'SLOT_ID_WEAPP_REWARD_VIDEO',
  ad_unit_id: 'adunit-e9418ee19XXXXX',
  ad_unit_name: 'rewaXXXX',
  ad_unit_size: [{ height: 166, width: 582 }],
  ad_unit_status: 1,
  ad_unit_type: 'AD_UNIT_TYPE_REWARED_VIDEO',
  appid: 'wx0afc78670fXXXX',
  video_duration_max: 30,
  video_duration_min: 6,
};
const settlement = {
  date: '2020-03-25',
  zone: '2020年3月1日至15日',
  month: '202003',
  order: 1,
  sett_status: 1,
  settled_revenue: 718926045,
  sett_no: 'XXX',
  slot_revenue: [
    { slot_id: 'SLOT_ID_WEAPP_BANNER', slot_settled_revenue: 34139443 },
    { slot_id: 'SLOT_ID_WEAPP_REWARD_VIDEO', slot_settled_revenue: 684786602 },
  ],
};
const totals = { penalty_all: 0, revenue_all: 5178368698, settled_revenue_all: 2613696765, total_num: 1 };
const settled: AnswerSample = said(
  { ...totals, settlement_list: [{ ...settlement, mail_send_cnt: '0' }] },
  { ...totals, settlement_list: [{ ...settlement, mail_send_cnt: 0 }] },
);
const advertiser = (id: number) => ({ id: `id${id}`, name: `name${id}`, icon: `png_url${id}` });
const barred = said({
  blacklist_biz: [advertiser(1), advertiser(2)],
  blacklist_weapp: [advertiser(3)],
  blacklist_ios: [advertiser(4)],
  blacklist_android: [advertiser(5)],
});
const trades = { ams_category: 'CHESS|ADULT_SUPPLIES|MEDICAL_HEALTH|INSURANCE' };
const scenes = { cover_scene_list: '1000,1001,1007,1008,1010' };

export const samples = {
  getShareRatio: {
    call: 'POST /wxa/getdefaultamsinfo?action=get_share_ratio component',
    errcodes: common,
    requests: [{ appid: 'wxf3dsfsfsdf13d' }],
    answers: [said({ share_ratio: 50 })],
  },
  getCustomShareRatio: {
    call: 'POST /wxa/getdefaultamsinfo?action=agency_get_custom_share_ratio component',
    errcodes: [...common, 1735, 2061],
    requests: [{ appid: 'wxf3dsfsfsdf478' }],
    answers: [said({ share_ratio: 50 })],
  },
  setShareRatio: {
    call: 'POST /wxa/setdefaultamsinfo?action=set_share_ratio component',
    errcodes: common,
    requests: [{ share_ratio: 50 }],
    answers: [nothing],
  },
  setCustomShareRatio: {
    call: 'POST /wxa/setdefaultamsinfo?action=agency_set_custom_share_ratio component',
    errcodes: common,
    requests: [{ appid: 'wxf3dsfsfsdf478', share_ratio: 50 }],
    answers: [nothing],
  },
  getAgencyAdsStat: {
    call: 'POST /wxa/getdefaultamsinfo?action=get_agency_ads_stat component',
    requests: [{ ...page, ...days, ad_slot: 'SLOT_ID_WEAPP_INTERSTITIAL' }],
    answers: [summed],
  },
  getAgencyAdsDetail: {
    call: 'POST /wxa/getdefaultamsinfo?action=get_agency_ads_detail component',
    requests: [{ ...page, ...days, ad_slot: 'SLOT_ID_WEAPP_INTERSTITIAL' }],
    answers: [
      said(
        { list: [{ appid: 'wx-test', stat_item: { agency_income: 93883, ecpm: 6.790813743 } }], total_num: 1 },
        { list: [{ appid: 'wx-test', stat_item: [{ agency_income: 93883, ecpm: 6.790813743 }] }], total_num: 1 },
      ),
    ],
  },
  agencyCheckCanOpenPublisher: {
    call: 'POST /wxa/operationams?action=agency_check_can_open_publisher authorizer',
    requests: [{}],
    answers: [said({ status: 1 })],
  },
  agencyCreatePublisher: {
    call: 'POST /wxa/operationams?action=agency_create_publisher authorizer',
    errcodes: [...ofPublisher, 2013, 2021],
    requests: [{}],
    answers: [nothing],
  },
  agencyCreateAdunit: {
    call: 'POST /wxa/operationams?action=agency_create_adunit authorizer',
    errcodes: [...ofPublisher, 1803],
    requests: [
      {
        name: '测试广告单元',
        type: 'SLOT_ID_WEAPP_BANNER',
        video_duration_min: 6,
        video_duration_max: 30,
        tmpl_type: 6,
      },
    ],
    answers: [said({ ad_unit_id: 'adunit-04a286aaed8xxxx' }), nothing],
  },
  agencyUpdateAdunit: {
    call: 'POST /wxa/operationams?action=agency_update_adunit authorizer',
    errcodes: [...ofPublisher, 1803],
    requests: [
      {
        name: '测试广告单元',
        ad_unit_id: 'adunit-04a286aaed8xxxx',
        status: 'AD_UNIT_STATUS_ON',
        video_duration_min: 6,
        video_duration_max: 30,
        tmpl_type: 6,
      },
    ],
    answers: [nothing],
  },
  getAdunitList: {
    call: 'POST /wxa/operationams?action=agency_get_adunit_list authorizer',
    requests: [{ ...page, ad_unit_id: 'adunit-44e668410cxxxx', ad_slot: 'SLOT_ID_WEAPP_REWARD_VIDEO' }],
    answers: [said({ ad_unit: [unit], total_num: 1 })],
  },
  getAdunitCode: {
    call: 'POST /wxa/operationams?action=agency_get_adunit_code authorizer',
    errcodes: [-202, 1700, 1701, 1735, 1737],
    requests: [{ ad_unit_id: 'adunit-e9418ee19XXXXX' }],
    answers: [said({ code: '<ad unit-id="adunit-44e668410c5a8e38"></ad>' })],
  },
  agencyGetTmplType: {
    call: 'POST /wxa/operationams?action=agency_get_tmpl_type authorizer',
    requests: [{ ad_unit_id: 'adunit-e9418ee19XXXXX' }],
    answers: [said({ tmpl_type: 100001 })],
  },
  getAgencyTmplIdList: {
    call: 'POST /wxa/operationams?action=get_agency_ad_unit_list authorizer',
    requests: [
      {
        ...page,
        ad_slot: 'SLOT_ID_WEAPP_TEMPLATE',
        tmpl_id: 'adunit-44e668410cxxxx',
        is_return_tmpl_bind_list: 1,
      },
    ],
    answers: [
      said({
        ad_unit_list: [
          {
            tmpl_id: 'adunit-e9418ee19XXXXX',
            ad_unit_name: 'tmpl_text',
            slot_id: 'SLOT_ID_WEAPP_TEMPLATE',
            tmpl_bind_list: [unit],
            tmpl_bind_total_num: 1,
          },
        ],
        total_num: 1,
      }),
    ],
  },
  setCoverAdposStatus: {
    call: 'POST /wxa/operationams?action=agency_set_cover_adpos_status authorizer',
    requests: [{ status: 1 }],
    answers: [nothing],
  },
  getCoverAdposStatus: {
    call: 'POST /wxa/operationams?action=agency_get_cover_adpos_status authorizer',
    requests: [{}],
    answers: [said({ next_open_time: 1666753817, status: 4 })],
  },
  setCoverAdposScene: {
    call: 'POST /wxa/operationams?action=agency_set_cover_adpos_scene authorizer',
    requests: [scenes],
    answers: [nothing],
  },
  getCoverAdposScene: {
    call: 'POST /wxa/operationams?action=agency_get_cover_adpos_scene authorizer',
    requests: [{}],
    answers: [said(scenes)],
  },
  getBlackList: {
    call: 'POST /wxa/operationams?action=agency_get_black_list authorizer',
    requests: [{}],
    answers: [barred],
  },
  setBlackList: {
    call: 'POST /wxa/operationams?action=agency_set_black_list authorizer',
    errcodes: [1700, 1701, 1735, 1737, 1807, 2009, 2035],
    requests: [{ op: 1, list: '[{"type":1,"id":"gh_f23fc177abe4"}]' }],
    answers: [barred],
  },
  getAmsCategoryBlackList: {
    call: 'POST /wxa/operationams?action=agency_get_mp_amscategory_blacklist authorizer',
    requests: [{}],
    answers: [said(trades)],
  },
  setAmsCategoryBlackList: {
    call: 'POST /wxa/operationams?action=agency_set_mp_amscategory_blacklist authorizer',
    requests: [trades],
    answers: [nothing],
  },
  getAdposGenenral: {
    call: 'POST /wxa/operationams?action=agency_get_adpos_genenral authorizer',
    requests: [{ ...page, ...days, ad_slot: 'SLOT_ID_WEAPP_INTERSTITIAL' }],
    answers: [summed],
  },
  getAdposDetail: {
    call: 'POST /wxa/operationams?action=agency_get_adunit_general authorizer',
    requests: [{ ...page, ...days, ad_unit_id: 'adunit-9cedd8514XXXX' }],
    answers: [
      said({
        list: [
          {
            ad_unit_id: 'adunit-9cedd8514XXXX',
            ad_unit_name: '激励视频长广告',
            stat_item: [{ ad_slot: 'SLOT_ID_WEAPP_REWARD_VIDEO', date: '2020-04-10', ...figures }],
          },
        ],
        total_num: 1,
      }),
    ],
  },
  getSettlement: {
    call: 'POST /wxa/operationams?action=agency_get_settlement authorizer',
    requests: [{ ...page, ...days }],
    answers: [settled],
  },
  getAgencySettlement: {
    call: 'POST /wxa/getdefaultamsinfo?action=get_agency_settled_revenue component',
    requests: [{ ...page, ...days }],
    answers: [settled],
  },
} satisfies Samples<typeof section>;
