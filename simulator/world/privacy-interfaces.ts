import type { z } from 'zod';
import type { applyPrivacyInterface } from '../../wechat/endpoints/privacy-api-management.ts';
import type { Clock, Instant } from '../clock.ts';
import type { ActOf, People } from '../people.ts';
import { type Done, silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';

type Request = z.output<typeof applyPrivacyInterface.request>;

/** The status of an interface, as WeChat numbers it. */
export const interfaceStatus = { toApply: 1, notAllowed: 2, underReview: 3, rejected: 4, open: 5 } as const;

/** The interfaces that need a permission (地理位置接口), by their names, and what WeChat calls them. */
export const privacyInterfaces: Readonly<Record<string, string>> = {
  'wx.getFuzzyLocation': '获取当前的模糊地理位置',
  'wx.getLocation': '获取当前的地理位置、速度',
  'wx.onLocationChange': '监听实时地理位置变化事件',
  'wx.startLocationUpdate': '开启小程序进入前台时接收位置消息',
  'wx.startLocationUpdateBackground': '开启小程序进入前后台时均接收位置消息',
  'wx.chooseLocation': '打开地图选择位置',
  'wx.choosePoi': '选择位置，支持模糊定位和精确定位混选',
  'wx.chooseAddress': '获取用户收货地址',
};

/** The last application of an account for an interface. */
export type PrivacyApplication = {
  readonly audit_id: number;
  /** Unix seconds. */
  readonly apply_time: number;
  status: 3 | 4 | 5;
  fail_reason?: string;
};

/** What an account applied for, and which interfaces its categories do not allow. */
export type AccountPrivacyInterfaces = {
  readonly applications: Map<string, PrivacyApplication>;
  notAllowed: readonly string[];
};

/** An account that applied for nothing. */
export const noApplications = (): AccountPrivacyInterfaces => ({ applications: new Map(), notAllowed: [] });

/** The applications for privacy interfaces of all accounts. */
export type PrivacyReviews = {
  /**
   * Applies and hands the application to the reviewer. Refuses: 61034 no proof, 61032 a video that is no MP4, 61037 not
   * UTF-8, 61035 no such interface or open already, 61036 the categories do not allow it, 61031 under review, 61038 more
   * than 280 in a minute.
   */
  apply(account: Account, request: Request): Promise<PrivacyApplication>;
  clear(): void;
};

/** The push that tells of a review. */
export const toldOfReview = 'wxaPrivacyApply' as const;
const applicationsAMinute = 280;
const rejection = '小程序内未含有相应使用场景';

/** Makes the reviews. */
export const createPrivacyReviews = (deps: {
  readonly clock: Clock;
  readonly reviewer: People['privacyReviewer'];
  readonly pushes: Pushes;
}): PrivacyReviews => {
  const { clock, reviewer, pushes } = deps;
  let lastId = 421_600_000;
  let lately: Instant[] = [];

  const decide = (
    account: Account,
    api_name: string,
    application: PrivacyApplication,
    does: ActOf<'privacyReviewer'>,
  ): Done => {
    if (does === 'ignore') return silently(false);
    const passed = does === 'pass';
    application.status = passed ? interfaceStatus.open : interfaceStatus.rejected;
    if (passed) account.privacyInterfaces.add(api_name);
    else application.fail_reason = rejection;
    const { audit_id, apply_time } = application;
    const result_info = {
      api_name,
      apply_time,
      audit_id,
      audit_time: pushes.seconds(),
      reason: passed ? '' : rejection,
      status: passed ? 3 : 2,
    };
    return { settled: true, told: pushes.toAccount(account, toldOfReview, { result_info }) };
  };

  return {
    apply: async (account, request) => {
      const { api_name } = request;
      refuseUnfit(account, request);
      lately = lately.filter((at) => at > clock.now() - 60_000);
      if (lately.length >= applicationsAMinute) throw new Refusal(61038);
      lately.push(clock.now());
      lastId += 1;
      const application: PrivacyApplication = {
        audit_id: lastId,
        apply_time: clock.seconds(),
        status: interfaceStatus.underReview,
      };
      account.privacyReview.applications.set(api_name, application);
      const asked = reviewer.ask({
        appid: account.appid,
        act: (does) => decide(account, api_name, application, does),
      });
      const planned = reviewer.planned(account.appid);
      if (planned !== 'ignore' && pushes.early(toldOfReview)) await asked.act(planned);
      return application;
    },
    clear: () => {
      lately = [];
    },
  };
};

const refuseUnfit = (account: Account, { api_name, content, url_list, pic_list, video_list }: Request) => {
  if (![url_list, pic_list, video_list].some((proofs) => proofs?.length)) throw new Refusal(61034);
  if (video_list?.some((video) => !/\.mp4($|\?)/i.test(video))) throw new Refusal(61032);
  // What can't be decoded has become this character.
  if (content.includes('\uFFFD')) throw new Refusal(61037);
  if (!(api_name in privacyInterfaces) || account.privacyInterfaces.has(api_name)) throw new Refusal(61035);
  const { applications, notAllowed } = account.privacyReview;
  if (notAllowed.includes(api_name)) throw new Refusal(61036);
  if (applications.get(api_name)?.status === interfaceStatus.underReview) throw new Refusal(61031);
};

/** Every interface with where it stands for an account, as WeChat lists them. */
export const interfacesOf = ({ privacyInterfaces: open, privacyReview }: Account) =>
  Object.entries(privacyInterfaces).map(([api_name, api_ch_name]) => {
    const { applications, notAllowed } = privacyReview;
    const application = applications.get(api_name);
    const unapplied = notAllowed.includes(api_name) ? interfaceStatus.notAllowed : interfaceStatus.toApply;
    const status = open.has(api_name) ? interfaceStatus.open : (application?.status ?? unapplied);
    return { api_name, api_ch_name, api_desc: api_ch_name, group_name: '地理位置', ...application, status };
  });
