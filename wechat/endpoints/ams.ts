import { z } from 'zod';
import { type EndpointSpec, endpoint } from '../endpoint.ts';
import { bug, done, merchant, provider, rejected, slowDown, transient } from '../error-class.ts';
import { acknowledged, wireList, wireNumber, wireText } from '../wire.ts';

// Ads run for merchants (流量主代运营). All answers say `ret` and `err_msg`, some of them below `base_resp`, where others say
// errcode and errmsg.

const common = {
  [-202]: transient('The ad service had an error; try later.', '广告系统内部错误，请稍后重试'),
  1700: bug('An argument is invalid.', '参数错误'),
  1701: bug('An argument is invalid.', '参数错误'),
  1737: slowDown('Too fast; try again after a minute.', '操作过快，请一分钟后重试'),
  2056: provider('The platform has no account in its ads area (变现专区); open one.', '服务商未在变现专区开通账户'),
} as const;
const notOpened = provider(
  'The account has no ads yet; open them (agencyCreatePublisher).',
  '无效流量主，请先开通流量主',
);
const ofPublisher = {
  ...common,
  1735: merchant('The merchant has not signed the agreement.', '商户未完成协议签署流程'),
  1807: notOpened,
  2009: notOpened,
} as const;

/** A call of the platform. */
const ofPlatform = <
  const Path extends `/${string}`,
  const Action extends string,
  const Rest extends Pick<EndpointSpec, 'request' | 'response' | 'repeatable' | 'errors'>,
>(
  path: Path,
  action: Action,
  rest: Rest,
) => endpoint({ method: 'POST', path, action, token: 'component', codeIn: 'ret', errors: common, ...rest });

/** A call for an account that granted the ads (set 135, (unconfirmed) for each call). */
const ofAccount = <
  const Action extends string,
  const Rest extends Pick<EndpointSpec, 'request' | 'response' | 'repeatable' | 'errors'>,
>(
  action: Action,
  rest: Rest,
) =>
  endpoint({
    method: 'POST',
    path: '/wxa/operationams',
    action,
    token: 'authorizer',
    permission: [135],
    codeIn: 'ret',
    errors: ofPublisher,
    ...rest,
  });

const ratio = z.number().int().min(0).max(100);
const ofAppid = z.object({ appid: z.string().min(1) });
const shareRatio = z.object({ share_ratio: wireNumber.optional() });

/**
 * The provider's share of the ad income in percent, as it holds for the platform or an account, whichever appid it is.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/percentage/api_getshareratio.html
 */
export const getShareRatio = ofPlatform('/wxa/getdefaultamsinfo', 'get_share_ratio', {
  request: ofAppid,
  response: shareRatio,
  repeatable: true,
});

/**
 * The share that was set for one account only.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/percentage/api_getcustomshareratio.html
 */
export const getCustomShareRatio = ofPlatform('/wxa/getdefaultamsinfo', 'agency_get_custom_share_ratio', {
  request: ofAppid,
  response: shareRatio,
  repeatable: true,
  errors: {
    ...ofPublisher,
    2061: rejected(
      'No share was set for this account; what holds is in getShareRatio.',
      '未为该 appid 设置自定义分账比例',
    ),
  },
});

/**
 * Sets the provider's share for all accounts, in percent; it holds for an account when the merchant confirms it by
 * updating the authorization.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/percentage/api_setshareratio.html
 */
export const setShareRatio = ofPlatform('/wxa/setdefaultamsinfo', 'set_share_ratio', {
  request: z.object({ share_ratio: ratio }),
  response: acknowledged,
  repeatable: true,
});

/**
 * Sets the provider's share for one account, in percent; it holds when the merchant confirms it by updating the
 * authorization.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/percentage/api_setcustomshareratio.html
 */
export const setCustomShareRatio = ofPlatform('/wxa/setdefaultamsinfo', 'agency_set_custom_share_ratio', {
  request: z.object({ appid: z.string().min(1), share_ratio: ratio }),
  response: acknowledged,
  repeatable: true,
});

const figures = {
  req_succ_count: wireNumber.optional(),
  exposure_count: wireNumber.optional(),
  exposure_rate: wireNumber.optional(),
  click_count: wireNumber.optional(),
  click_rate: wireNumber.optional(),
  income: wireNumber.optional(),
  publisher_income: wireNumber.optional(),
  agency_income: wireNumber.optional(),
  ecpm: wireNumber.optional(),
  exposure_uv: wireNumber.optional(),
  open_uv: wireNumber.optional(),
};
const slotFigures = z.object({
  slot_id: wireText.optional(),
  ad_slot: z.string().optional(),
  date: z.string().optional(),
  ...figures,
});
const unitFigures = z.object({
  ad_unit_id: z.string().optional(),
  ad_unit_name: z.string().optional(),
  appid: z.string().optional(),
  stat_item: wireList(slotFigures),
});
const summed = z.object({
  summary: z.object(figures).optional(),
  list: wireList(slotFigures),
  total_num: wireNumber.optional(),
});
const detailed = z.object({ list: wireList(unitFigures), total_num: wireNumber.optional() });

const page = { page: z.number().int().min(1), page_size: z.number().int().min(1) };
const days = { start_date: z.iso.date(), end_date: z.iso.date() };
const slot = { ad_slot: z.string().optional() };

/**
 * The income from ads of all accounts, day by day, in fen. Whose token it takes is (unconfirmed): the former page says
 * the platform's, the table of the present one an account's.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-data/api_getagencyadsstat.html
 */
export const getAgencyAdsStat = ofPlatform('/wxa/getdefaultamsinfo', 'get_agency_ads_stat', {
  request: z.object({ ...page, ...days, ...slot }),
  response: summed,
  repeatable: true,
});

/**
 * The income from ads of all accounts, by unit and day, in fen; at most 200 units a page. The token is as with
 * `getAgencyAdsStat`.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-data/api_getagencyadsdetail.html
 */
export const getAgencyAdsDetail = ofPlatform('/wxa/getdefaultamsinfo', 'get_agency_ads_detail', {
  request: z.object({ ...page, page_size: z.number().int().min(1).max(200), ...days, ...slot }),
  response: detailed,
  repeatable: true,
});

/**
 * Whether an account may have ads: it needs 1,000 visitors.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/open/api_agencycheckcanopenpublisher.html
 */
export const agencyCheckCanOpenPublisher = ofAccount('agency_check_can_open_publisher', {
  request: z.object({}),
  response: z.object({ status: wireNumber }),
  repeatable: true,
});

/**
 * Opens the ads of an account.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/open/api_agencycreatepublisher.html
 */
export const agencyCreatePublisher = ofAccount('agency_create_publisher', {
  request: z.object({}),
  response: acknowledged,
  repeatable: true,
  errors: {
    ...ofPublisher,
    2013: merchant('The account has not had 1,000 visitors yet; try when it has.', '未满足开通流量主门槛'),
    2021: done('The ads are open already.', '已开通流量主'),
  },
});

const unitSettings = {
  name: z.string().min(1),
  video_duration_min: z.number().int().optional(),
  video_duration_max: z.number().int().optional(),
  tmpl_type: z.number().int().optional(),
  tmpl_id: z.string().optional(),
  unlock_reward_duration: z.union([z.literal(15), z.literal(30)]).optional(),
};
const unitErrors = {
  ...ofPublisher,
  1803: rejected('The account has another ad unit of this name.', '广告单元名称重复'),
} as const;

/**
 * Makes an ad unit (广告单元) of a kind such as `SLOT_ID_WEAPP_BANNER`; durations in seconds. An ad by template needs
 * `tmpl_type` or `tmpl_id`, a rewarded video its durations; `unlock_reward_duration` is in SDKs only (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-mgnt/api_agencycreateadunit.html
 */
export const agencyCreateAdunit = ofAccount('agency_create_adunit', {
  request: z.object({ ...unitSettings, type: z.string().min(1) }),
  response: z.object({ ad_unit_id: z.string().optional() }),
  repeatable: false,
  errors: unitErrors,
});

/**
 * Changes an ad unit, or turns it on or off.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-mgnt/api_agencyupdateadunit.html
 */
export const agencyUpdateAdunit = ofAccount('agency_update_adunit', {
  request: z.object({
    ...unitSettings,
    ad_unit_id: z.string().min(1),
    status: z.enum(['AD_UNIT_STATUS_ON', 'AD_UNIT_STATUS_OFF']),
  }),
  response: acknowledged,
  repeatable: true,
  errors: unitErrors,
});

const unit = z.object({
  ad_slot: z.string().optional(),
  ad_unit_id: z.string(),
  ad_unit_name: z.string().optional(),
  ad_unit_size: wireList(z.object({ width: wireNumber.optional(), height: wireNumber.optional() })),
  ad_unit_status: wireNumber.optional(),
  ad_unit_type: z.string().optional(),
  appid: z.string().optional(),
  video_duration_min: wireNumber.optional(),
  video_duration_max: wireNumber.optional(),
});

/**
 * The ad units of an account, the latest first: on (1) or off (2).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-mgnt/api_getadunitlist.html
 */
export const getAdunitList = ofAccount('agency_get_adunit_list', {
  request: z.object({ ...page, ...slot, ad_unit_id: z.string().optional() }),
  response: z.object({ ad_unit: wireList(unit), total_num: wireNumber.optional() }),
  repeatable: true,
});

const unitId = z.object({ ad_unit_id: z.string().min(1) });

/**
 * The code to put into a page for an ad unit.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-mgnt/api_getadunitcode.html
 */
export const getAdunitCode = ofAccount('agency_get_adunit_code', {
  request: unitId,
  response: z.object({ code: z.string() }),
  repeatable: true,
});

/**
 * The kind of template of an ad unit.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-mgnt/api_agencygettmpltype.html
 */
export const agencyGetTmplType = ofAccount('agency_get_tmpl_type', {
  request: unitId,
  response: z.object({ tmpl_type: wireNumber }),
  repeatable: true,
});

/**
 * The provider's own templates of ads, with the account's units that use them where asked.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-mgnt/api_getagencytmplidlist.html
 */
export const getAgencyTmplIdList = ofAccount('get_agency_ad_unit_list', {
  request: z.object({
    ...page,
    ad_slot: z.string().min(1),
    tmpl_id: z.string().optional(),
    is_return_tmpl_bind_list: z.union([z.literal(0), z.literal(1)]).optional(),
  }),
  response: z.object({
    ad_unit_list: wireList(
      z.object({
        tmpl_id: z.string(),
        ad_unit_name: z.string().optional(),
        slot_id: wireText.optional(),
        tmpl_bind_list: wireList(unit),
        tmpl_bind_total_num: wireNumber.optional(),
      }),
    ),
    total_num: wireNumber.optional(),
  }),
  repeatable: true,
});

/**
 * Turns the cover ad (封面广告) of an account on (1) or off (4).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-mgnt/api_setcoveradposstatus.html
 */
export const setCoverAdposStatus = ofAccount('agency_set_cover_adpos_status', {
  request: z.object({ status: z.union([z.literal(1), z.literal(4)]) }),
  response: acknowledged,
  repeatable: true,
});

/**
 * Whether the cover ad is on, and from when (unix seconds) it may be turned on again.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-mgnt/api_getcoveradposstatus.html
 */
export const getCoverAdposStatus = ofAccount('agency_get_cover_adpos_status', {
  request: z.object({}),
  response: z.object({ status: wireNumber, next_open_time: wireNumber.optional() }),
  repeatable: true,
});

const scenes = z.object({ cover_scene_list: z.string() });

/**
 * Sets the scenes in which the cover ad shows: their numbers joined by commas.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-mgnt/api_setcoveradposscene.html
 */
export const setCoverAdposScene = ofAccount('agency_set_cover_adpos_scene', {
  request: scenes,
  response: acknowledged,
  repeatable: true,
});

/**
 * The scenes in which the cover ad shows: their numbers joined by commas.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-mgnt/api_getcoveradposscene.html
 */
export const getCoverAdposScene = ofAccount('agency_get_cover_adpos_scene', {
  request: z.object({}),
  response: scenes,
  repeatable: true,
});

const advertisers = wireList(
  z.object({ id: wireText, name: z.string().optional(), icon: z.string().optional(), url: z.string().optional() }),
);
const blackLists = z.object({
  blacklist_biz: advertisers,
  blacklist_weapp: advertisers,
  blacklist_ios: advertisers,
  blacklist_android: advertisers,
});

/**
 * The advertisers whose ads an account does not show.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-black/api_getblacklist.html
 */
export const getBlackList = ofAccount('agency_get_black_list', {
  request: z.object({}),
  response: blackLists,
  repeatable: true,
});

/**
 * Bars advertisers (`op` 1) or admits them again (2); `list` is JSON in a string, `[{"type":1,"id":"gh_…"}]`, of the
 * types 1 official account and 4 mini program (20 at most), 2 iOS app and 3 Android app (10 at most).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-black/api_setblacklist.html
 */
export const setBlackList = ofAccount('agency_set_black_list', {
  request: z.object({ op: z.union([z.literal(1), z.literal(2)]), list: z.string().min(1) }),
  response: blackLists,
  repeatable: true,
  errors: {
    ...ofPublisher,
    2035: provider('As many advertisers of a type are barred as may be; admit some first.', '超过某类型广告主屏蔽上限'),
  },
});

const categories = z.object({ ams_category: z.string() });

/**
 * The trades whose ads an account does not show, joined by `|`.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-black/api_getamscategoryblacklist.html
 */
export const getAmsCategoryBlackList = ofAccount('agency_get_mp_amscategory_blacklist', {
  request: z.object({}),
  response: categories,
  repeatable: true,
});

/**
 * Sets the trades whose ads an account does not show, joined by `|`.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-black/api_setamscategoryblacklist.html
 */
export const setAmsCategoryBlackList = ofAccount('agency_set_mp_amscategory_blacklist', {
  request: categories,
  response: acknowledged,
  repeatable: true,
});

/**
 * What the ads of an account did, by place and day; income in fen (sic: Genenral).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-data/api_getadposgenenral.html
 */
export const getAdposGenenral = ofAccount('agency_get_adpos_genenral', {
  request: z.object({ ...page, ...days, ...slot }),
  response: summed,
  repeatable: true,
});

/**
 * What the ads of an account did, by unit and day; income in fen.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/ad-data/api_getadposdetail.html
 */
export const getAdposDetail = ofAccount('agency_get_adunit_general', {
  request: z.object({ ...page, ...days, ...slot, ad_unit_id: z.string().optional() }),
  response: detailed,
  repeatable: true,
});

const settlements = z.object({
  revenue_all: wireNumber.optional(),
  penalty_all: wireNumber.optional(),
  settled_revenue_all: wireNumber.optional(),
  settlement_list: wireList(
    z.object({
      date: z.string().optional(),
      zone: z.string().optional(),
      month: wireText.optional(),
      order: wireNumber.optional(),
      sett_status: wireNumber.optional(),
      sett_no: wireText.optional(),
      settled_revenue: wireNumber.optional(),
      mail_send_cnt: wireNumber.optional(),
      slot_revenue: wireList(z.object({ slot_id: wireText, slot_settled_revenue: wireNumber })),
    }),
  ),
  total_num: wireNumber.optional(),
});

/**
 * The settlements of an account's income, by half month, in fen.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/settlement/api_getsettlement.html
 */
export const getSettlement = ofAccount('agency_get_settlement', {
  request: z.object({ ...page, ...days }),
  response: settlements,
  repeatable: true,
});

/**
 * The settlements of the provider's income, by half month, in fen.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/ams/settlement/api_getagencysettlement.html
 */
export const getAgencySettlement = ofPlatform('/wxa/getdefaultamsinfo', 'get_agency_settled_revenue', {
  request: z.object({ ...page, ...days }),
  response: settlements,
  repeatable: true,
});
