import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { getFetchdataSettingGet } from '../../wechat/endpoints/basic-info-management-fetch-data.ts';
import type { Instant } from '../clock.ts';
import { type AccountDomains, newAccountDomains } from './account-domains.ts';
import { type AccountSettings, newSettings } from './account-settings.ts';
import { type AccountAds, noAds } from './ads.ts';
import { type AuditMedia, noMedia } from './audit-media.ts';
import { type AuthorizerOptions, defaultOptions } from './authorizer-options.ts';
import type { Category } from './categories.ts';
import { type CodeSlots, emptySlots } from './code.ts';
import type { Confirmations } from './confirmations.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { type AccountFiling, newFiling } from './filing.ts';
import { type JumpRules, noJumpRules } from './jump-rules.ts';
import type { OrderPaths } from './order-paths.ts';
import type { OwnCredentials } from './own-credentials.ts';
import type { PrivacyGuides } from './privacy-guide.ts';
import { type AccountPrivacyInterfaces, noApplications } from './privacy-interfaces.ts';
import { openService, type Service } from './service.ts';
import { newStanding, type Standing, serviceTypes } from './standing.ts';
import { type AccountVerification, newVerification } from './verification.ts';
import { noViolations, type Violations } from './violations.ts';

/** One mini program or official account. */
export type Account = {
  readonly appid: string;
  readonly kind: 'miniProgram' | 'officialAccount';
  /** Its original id, `gh_…`. */
  readonly userName: string;
  /** Empty until one is set. */
  name: string;
  principalName: string;
  /** On which route it was registered, as `registerTypes` numbers them. */
  registerType: number;
  readonly settings: AccountSettings;
  /** Location interfaces (地理位置接口) it may use, as ext.json names them. */
  readonly privacyInterfaces: Set<string>;
  permissionSets: readonly number[];
  authorized: boolean;
  /** Unix seconds of the simulator's clock. */
  authTime: number;
  /** Whether a code of this authorization was exchanged: before that nobody is told the refresh token. */
  exchanged: boolean;
  refreshToken: string;
  readonly auditMedia: AuditMedia;
  readonly code: CodeSlots;
  readonly conversations: Conversations;
  readonly options: AuthorizerOptions;
  /** Permission sets whose grant the platform must confirm, and whether it did. */
  readonly confirmations: Confirmations;
  /** Of a customised merchant (定制化型). */
  readonly own?: OwnCredentials;
  readonly service: Service;
  readonly violations: Violations;
  readonly verification: AccountVerification;
  readonly filing: AccountFiling;
  readonly standing: Standing;
  readonly guides: PrivacyGuides;
  readonly domains: AccountDomains;
  readonly privacyReview: AccountPrivacyInterfaces;
  readonly jumpRules: JumpRules;
  readonly orderPaths: OrderPaths;
  readonly ads: AccountAds;
  /** When live broadcasts were applied for. */
  readonly liveApplications: Instant[];
  /** How it fetches data before it starts and periodically. */
  fetchData: z.output<typeof getFetchdataSettingGet.response>;
  /** How it answers who asks to open it in half a screen: 0 the admin decides, 1 all, 2 none. */
  embeddedFlag: 0 | 1 | 2;
};

/**
 * What may be said about a new account; the rest is as WeChat makes one for an enterprise. One that is not `initialised`
 * has no name (unless told), avatar, signature and categories.
 */
export type NewAccount = Partial<
  Pick<
    Account,
    'appid' | 'kind' | 'name' | 'principalName' | 'registerType' | 'permissionSets' | 'confirmations' | 'own'
  > &
    Pick<AccountSettings, 'principalType'> &
    Pick<Standing, 'serviceType' | 'admin'> & {
      readonly initialised: boolean;
      readonly verified: boolean;
      readonly categories: readonly Category[];
    }
>;

/** The permission sets that the accounts a platform registers grant it. */
export const enterprisePermissionSets = [17, 18, 25, 30, 31, 40] as const;
/** The permission sets that an official account grants. */
export const officialAccountPermissionSets = [1, 2, 3, 4, 7, 11, 15, 24, 27, 33] as const;

/** Makes an account that is not authorized yet; an official account is verified unless told. */
export const newAccount = ({
  kind = 'miniProgram',
  initialised = true,
  verified = kind === 'officialAccount',
  principalType = 1,
  principalName = '示例企业有限公司',
  categories,
  serviceType,
  admin,
  ...known
}: NewAccount): Account => ({
  kind,
  appid: `wx${randomBytes(8).toString('hex')}`,
  userName: `gh_${randomBytes(6).toString('hex')}`,
  permissionSets: kind === 'officialAccount' ? officialAccountPermissionSets : enterprisePermissionSets,
  confirmations: new Map(),
  name: !initialised ? '' : kind === 'officialAccount' ? '示例公众号' : '备忘小程序',
  principalName,
  registerType: 0,
  ...known,
  settings: newSettings({ initialised, principalType, principalName, ...(categories ? { categories } : {}) }),
  privacyInterfaces: new Set(),
  authorized: false,
  authTime: 0,
  exchanged: false,
  refreshToken: '',
  auditMedia: noMedia(),
  code: emptySlots(),
  conversations: createConversations(),
  options: defaultOptions(),
  service: openService(),
  violations: noViolations(),
  verification: newVerification(verified),
  filing: newFiling(),
  standing: newStanding(serviceType ?? serviceTypes[kind], admin),
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
