import type * as section from '../../wechat/endpoints/ams.ts';
import { Refusal } from '../refusal.ts';
import { type Slots, sampled } from '../slots.ts';
import type { AdUnit } from '../world/ads.ts';
import { adUnitOf, newAdUnit, openAds, openedAds } from '../world/ads.ts';

const noIncome = {
  summary: { req_succ_count: 0, exposure_count: 0, click_count: 0, income: 0 },
  list: [],
  total_num: 0,
};
const noSettlement = { revenue_all: 0, penalty_all: 0, settled_revenue_all: 0, settlement_list: [], total_num: 0 };
const noAdvertisers = { blacklist_biz: [], blacklist_weapp: [], blacklist_ios: [], blacklist_android: [] };

const durationsOf = (request: {
  video_duration_min?: number | undefined;
  video_duration_max?: number | undefined;
}) => ({
  ...(request.video_duration_min === undefined ? {} : { video_duration_min: request.video_duration_min }),
  ...(request.video_duration_max === undefined ? {} : { video_duration_max: request.video_duration_max }),
});

const described = ({ tmpl_type: _own, ...unit }: AdUnit, appid: string) => ({ ...unit, ad_unit_size: [], appid });

/** Ads run for merchants (流量主代运营). Shares hold at once. */
export const ams = {
  getShareRatio: ({ appid }, { world }) => ({ share_ratio: world.accounts.get(appid)?.ads.share ?? world.adShare }),

  getCustomShareRatio: ({ appid }, { world }) => {
    const share = world.accounts.get(appid)?.ads.share;
    if (share === undefined) throw new Refusal(2061);
    return { share_ratio: share };
  },

  setShareRatio: ({ share_ratio }, { world, changed }) => {
    world.adShare = share_ratio;
    changed();
    return {};
  },

  setCustomShareRatio: ({ appid, share_ratio }, { world, changed }) => {
    const account = world.accounts.get(appid);
    if (!account) throw new Refusal(1700);
    account.ads.share = share_ratio;
    changed(appid);
    return {};
  },

  agencyCheckCanOpenPublisher: (_request, { account }) => ({ status: account.ads.opened ? 0 : 1 }),

  agencyCreatePublisher: (_request, { account, changed }) => {
    openAds(account);
    changed();
    return {};
  },

  agencyCreateAdunit: ({ name, type, tmpl_type = 0, ...request }, { account, changed }) => {
    const known = { ad_slot: type, ad_unit_name: name, tmpl_type, ...durationsOf(request) };
    const unit = newAdUnit(known);
    openedAds(account).units.unshift(unit);
    changed();
    return { ad_unit_id: unit.ad_unit_id };
  },

  agencyUpdateAdunit: ({ ad_unit_id, name, status, tmpl_type, ...request }, { account, changed }) => {
    const unit = adUnitOf(account, ad_unit_id);
    Object.assign(unit, { ad_unit_name: name, tmpl_type: tmpl_type ?? unit.tmpl_type, ...durationsOf(request) });
    unit.ad_unit_status = status === 'AD_UNIT_STATUS_ON' ? 1 : 2;
    changed();
    return {};
  },

  getAdunitList: ({ page, page_size, ad_slot, ad_unit_id }, { account }) => {
    const units = openedAds(account).units.filter(
      (unit) => (!ad_slot || unit.ad_slot === ad_slot) && (!ad_unit_id || unit.ad_unit_id === ad_unit_id),
    );
    const shown = units.slice((page - 1) * page_size, page * page_size);
    return { ad_unit: shown.map((unit) => described(unit, account.appid)), total_num: units.length };
  },

  getAdunitCode: ({ ad_unit_id }, { account }) => ({
    code: `<ad unit-id="${adUnitOf(account, ad_unit_id).ad_unit_id}"></ad>`,
  }),

  agencyGetTmplType: ({ ad_unit_id }, { account }) => ({ tmpl_type: adUnitOf(account, ad_unit_id).tmpl_type }),

  setCoverAdposStatus: ({ status }, { account, changed }) => {
    openedAds(account).coverStatus = status;
    changed();
    return {};
  },

  getCoverAdposStatus: (_request, { account }) => ({ status: openedAds(account).coverStatus }),

  setCoverAdposScene: ({ cover_scene_list }, { account, changed }) => {
    openedAds(account).coverScenes = cover_scene_list;
    changed();
    return {};
  },

  getCoverAdposScene: (_request, { account }) => ({ cover_scene_list: openedAds(account).coverScenes }),

  getAmsCategoryBlackList: (_request, { account }) => ({ ams_category: openedAds(account).barredCategories }),

  setAmsCategoryBlackList: ({ ams_category }, { account, changed }) => {
    openedAds(account).barredCategories = ams_category;
    changed();
    return {};
  },

  getAgencyAdsStat: sampled('no process reads income', noIncome),
  getAgencyAdsDetail: sampled('no process reads income', { list: [], total_num: 0 }),
  getAdposGenenral: sampled('no process reads income', noIncome),
  getAdposDetail: sampled('no process reads income', { list: [], total_num: 0 }),
  getSettlement: sampled('no process reads income', noSettlement),
  getAgencySettlement: sampled('no process reads income', noSettlement),
  getAgencyTmplIdList: sampled('templates of ads are made in the console', { ad_unit_list: [], total_num: 0 }),
  getBlackList: sampled('no process bars advertisers', noAdvertisers),
  setBlackList: sampled('no process bars advertisers', noAdvertisers),
} satisfies Slots<typeof section>;
