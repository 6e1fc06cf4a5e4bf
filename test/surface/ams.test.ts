import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/ams.ts';
import type { Stage } from '../simulator/stage.ts';
import { atFault, type Trial, type Trials, trySurface } from './surface.ts';

const page = { page: 1, page_size: 8 };
const days = { start_date: '2026-01-01', end_date: '2026-01-31' };
const settings = { name: '首页横幅', type: 'SLOT_ID_WEAPP_BANNER' };

const granted = async ({ account }: Stage) => (await account({ permissionSets: [135] })).appid;
/** An account with ads and one unit. */
const withUnit = async (stage: Stage) => {
  const appid = await granted(stage);
  await stage.client.agencyCreatePublisher(appid, {});
  const { ad_unit_id = '' } = await stage.client.agencyCreateAdunit(appid, settings);
  return { appid, ad_unit_id };
};
/** A call of an account with ads, refused before they are open. */
const ofPublisher = (call: (stage: Stage, appid: string) => Promise<unknown>): Trial => ({
  good: async (stage) => call(stage, (await withUnit(stage)).appid),
  refused: [2009, async (stage) => call(stage, await granted(stage))],
});
/** A call that the simulator answers with a sample. */
const sample = (path: string, call: (stage: Stage) => Promise<unknown>): Trial => ({
  good: call,
  refused: [1701, atFault(path, 1701, call)],
});
const operation = (action: string, call: (stage: Stage, appid: string) => Promise<unknown>): Trial =>
  sample(`/wxa/operationams?action=${action}`, async (stage) => call(stage, await granted(stage)));

trySurface('ads', {
  getShareRatio: sample('/wxa/getdefaultamsinfo?action=get_share_ratio', ({ client, componentAppid }) =>
    client.getShareRatio({ appid: componentAppid }),
  ),
  getCustomShareRatio: {
    good: async (stage) => {
      const appid = await granted(stage);
      await stage.client.setCustomShareRatio({ appid, share_ratio: 40 });
      const answer = await stage.client.getCustomShareRatio({ appid });
      expect(answer).toEqual({ share_ratio: 40 });
      expect(await stage.client.getShareRatio({ appid })).toEqual(answer);
      return answer;
    },
    refused: [2061, async (stage) => stage.client.getCustomShareRatio({ appid: await granted(stage) })],
  },
  setShareRatio: sample('/wxa/setdefaultamsinfo?action=set_share_ratio', ({ client }) =>
    client.setShareRatio({ share_ratio: 30 }),
  ),
  setCustomShareRatio: {
    good: async (stage) => stage.client.setCustomShareRatio({ appid: await granted(stage), share_ratio: 40 }),
    refused: [1700, ({ client }) => client.setCustomShareRatio({ appid: 'wxabsent', share_ratio: 40 })],
  },
  getAgencyAdsStat: sample('/wxa/getdefaultamsinfo?action=get_agency_ads_stat', ({ client }) =>
    client.getAgencyAdsStat({ ...page, ...days }),
  ),
  getAgencyAdsDetail: sample('/wxa/getdefaultamsinfo?action=get_agency_ads_detail', ({ client }) =>
    client.getAgencyAdsDetail({ ...page, ...days }),
  ),
  agencyCheckCanOpenPublisher: operation('agency_check_can_open_publisher', ({ client }, appid) =>
    client.agencyCheckCanOpenPublisher(appid, {}),
  ),
  agencyCreatePublisher: {
    good: async (stage) => stage.client.agencyCreatePublisher(await granted(stage), {}),
    refused: [2021, async (stage) => stage.client.agencyCreatePublisher((await withUnit(stage)).appid, {})],
  },
  agencyCreateAdunit: ofPublisher(({ client }, appid) => client.agencyCreateAdunit(appid, settings)),
  agencyUpdateAdunit: {
    good: async (stage) => {
      const { appid, ad_unit_id } = await withUnit(stage);
      const off = { ad_unit_id, name: '新名称', status: 'AD_UNIT_STATUS_OFF' as const };
      await stage.client.agencyUpdateAdunit(appid, off);
      const answer = await stage.client.getAdunitList(appid, page);
      expect(answer.ad_unit).toMatchObject([{ ad_unit_id, ad_unit_name: '新名称', ad_unit_status: 2 }]);
      return answer;
    },
    refused: [
      1700,
      async (stage) =>
        stage.client.agencyUpdateAdunit((await withUnit(stage)).appid, {
          ad_unit_id: 'adunit-absent',
          name: 'x',
          status: 'AD_UNIT_STATUS_ON',
        }),
    ],
  },
  getAdunitList: ofPublisher(({ client }, appid) => client.getAdunitList(appid, page)),
  getAdunitCode: {
    good: async (stage) => {
      const { appid, ad_unit_id } = await withUnit(stage);
      return stage.client.getAdunitCode(appid, { ad_unit_id });
    },
    refused: [
      1700,
      async (stage) => stage.client.getAdunitCode((await withUnit(stage)).appid, { ad_unit_id: 'adunit-absent' }),
    ],
  },
  agencyGetTmplType: {
    good: async (stage) => {
      const { appid, ad_unit_id } = await withUnit(stage);
      return stage.client.agencyGetTmplType(appid, { ad_unit_id });
    },
    refused: [
      2009,
      async (stage) => stage.client.agencyGetTmplType(await granted(stage), { ad_unit_id: 'adunit-absent' }),
    ],
  },
  getAgencyTmplIdList: operation('get_agency_ad_unit_list', ({ client }, appid) =>
    client.getAgencyTmplIdList(appid, { ...page, ad_slot: 'SLOT_ID_WEAPP_TEMPLATE' }),
  ),
  setCoverAdposStatus: ofPublisher(({ client }, appid) => client.setCoverAdposStatus(appid, { status: 1 })),
  getCoverAdposStatus: ofPublisher(({ client }, appid) => client.getCoverAdposStatus(appid, {})),
  setCoverAdposScene: ofPublisher(({ client }, appid) =>
    client.setCoverAdposScene(appid, { cover_scene_list: '1000,1001' }),
  ),
  getCoverAdposScene: ofPublisher(({ client }, appid) => client.getCoverAdposScene(appid, {})),
  getBlackList: operation('agency_get_black_list', ({ client }, appid) => client.getBlackList(appid, {})),
  setBlackList: operation('agency_set_black_list', ({ client }, appid) =>
    client.setBlackList(appid, { op: 1, list: '[{"type":1,"id":"gh_f23fc177abe4"}]' }),
  ),
  getAmsCategoryBlackList: ofPublisher(({ client }, appid) => client.getAmsCategoryBlackList(appid, {})),
  setAmsCategoryBlackList: ofPublisher(({ client }, appid) =>
    client.setAmsCategoryBlackList(appid, { ams_category: 'CHESS' }),
  ),
  getAdposGenenral: operation('agency_get_adpos_genenral', ({ client }, appid) =>
    client.getAdposGenenral(appid, { ...page, ...days }),
  ),
  getAdposDetail: operation('agency_get_adunit_general', ({ client }, appid) =>
    client.getAdposDetail(appid, { ...page, ...days }),
  ),
  getSettlement: operation('agency_get_settlement', ({ client }, appid) =>
    client.getSettlement(appid, { ...page, ...days }),
  ),
  getAgencySettlement: sample('/wxa/getdefaultamsinfo?action=get_agency_settled_revenue', ({ client }) =>
    client.getAgencySettlement({ ...page, ...days }),
  ),
} satisfies Trials<typeof section>);
