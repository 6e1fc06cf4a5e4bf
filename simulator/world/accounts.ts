import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { getFetchdataSetting } from '../../wechat/endpoints/fetch-data.ts';
import type { Instant } from '../clock.ts';
import { type AccountDomains, newAccountDomains } from './account-domains.ts';
import { type AccountAds, noAds } from './ads.ts';
import { type CodeSlots, emptySlots } from './code.ts';
import { type JumpRules, noJumpRules } from './jump-rules.ts';
import type { OrderPaths } from './order-paths.ts';
import type { PrivacyGuides } from './privacy-guide.ts';
import { type AccountPrivacyInterfaces, noApplications } from './privacy-interfaces.ts';

/** A category that is set and approved. */
export type Category = {
  readonly first_class: string;
  readonly second_class: string;
  readonly third_class?: string;
  readonly first_id: number;
  readonly second_id: number;
  readonly third_id?: number;
};

/** One mini program. */
export type Account = {
  readonly appid: string;
  /** Its original id, `gh_…`. */
  readonly userName: string;
  readonly name: string;
  readonly principalName: string;
  /** 0 normal, 6 registered through the enterprise API. */
  readonly registerType: number;
  /** Whether name, avatar and signature are set. */
  readonly initialised: boolean;
  /** Whether its subject (主体) is a person. */
  readonly personal: boolean;
  readonly categories: readonly Category[];
  /** Location interfaces (地理位置接口) it may use, as ext.json names them. */
  readonly privacyInterfaces: Set<string>;
  permissionSets: readonly number[];
  authorized: boolean;
  /** Unix seconds of the simulator's clock. */
  authTime: number;
  /** Whether a code of this authorization was exchanged: before that nobody is told the refresh token. */
  exchanged: boolean;
  refreshToken: string;
  readonly code: CodeSlots;
  readonly guides: PrivacyGuides;
  readonly domains: AccountDomains;
  readonly privacyReview: AccountPrivacyInterfaces;
  readonly jumpRules: JumpRules;
  readonly orderPaths: OrderPaths;
  readonly ads: AccountAds;
  /** When live broadcasts were applied for. */
  readonly liveApplications: Instant[];
  /** How it fetches data before it starts and periodically. */
  fetchData: z.output<typeof getFetchdataSetting.response>;
  /** How it answers who asks to open it in half a screen: 0 the admin decides, 1 all, 2 none. */
  embeddedFlag: 0 | 1 | 2;
};

/** What may be said about a new account; the rest is as WeChat makes one for an enterprise. */
export type NewAccount = Partial<
  Pick<Account, 'appid' | 'name' | 'principalName' | 'registerType' | 'initialised' | 'personal' | 'permissionSets'>
>;

/** The permission sets that the accounts a platform registers grant it. */
export const enterprisePermissionSets = [17, 18, 25, 30, 31, 40] as const;

const approvedCategories: readonly Category[] = [
  { first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 },
];

/** Makes an account that is not authorized yet. */
export const newAccount = (known: NewAccount): Account => ({
  appid: `wx${randomBytes(8).toString('hex')}`,
  userName: `gh_${randomBytes(6).toString('hex')}`,
  name: '备忘小程序',
  principalName: '示例企业有限公司',
  registerType: 0,
  initialised: true,
  personal: false,
  permissionSets: enterprisePermissionSets,
  ...known,
  categories: approvedCategories,
  privacyInterfaces: new Set(),
  authorized: false,
  authTime: 0,
  exchanged: false,
  refreshToken: '',
  code: emptySlots(),
  guides: { files: new Set() },
  domains: newAccountDomains(),
  privacyReview: noApplications(),
  jumpRules: noJumpRules(),
  orderPaths: {},
  ads: noAds(),
  liveApplications: [],
  fetchData: {},
  embeddedFlag: 0,
});
