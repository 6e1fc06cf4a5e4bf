import { randomBytes } from 'node:crypto';
import { type CodeSlots, emptySlots } from './code.ts';
import type { PrivacyGuide } from './privacy-guide.ts';
import { newStanding, type Standing } from './standing.ts';

/** A category that is set and approved. */
export type Category = {
  readonly first_class: string;
  readonly second_class: string;
  readonly third_class?: string;
  readonly first_id: number;
  readonly second_id: number;
  readonly third_id?: number;
};

/** One mini program or official account. */
export type Account = {
  readonly appid: string;
  readonly kind: 'miniProgram' | 'officialAccount';
  /** Its original id, `gh_…`. */
  readonly userName: string;
  name: string;
  principalName: string;
  /** On which route it was registered, as `registerTypes` numbers them. */
  registerType: number;
  /** Whether name, avatar and signature are set. */
  readonly initialised: boolean;
  readonly categories: readonly Category[];
  /** Location interfaces (地理位置接口) it may use, as ext.json names them. */
  readonly privacyInterfaces: ReadonlySet<string>;
  permissionSets: readonly number[];
  authorized: boolean;
  /** Unix seconds of the simulator's clock. */
  authTime: number;
  /** Whether a code of this authorization was exchanged: before that nobody is told the refresh token. */
  exchanged: boolean;
  refreshToken: string;
  readonly code: CodeSlots;
  readonly guides: { trial?: PrivacyGuide; online?: PrivacyGuide };
  readonly standing: Standing;
};

/** What may be said about a new account; the rest is as WeChat makes one for an enterprise. */
export type NewAccount = Partial<
  Pick<Account, 'appid' | 'kind' | 'name' | 'principalName' | 'registerType' | 'initialised' | 'permissionSets'> &
    Pick<Standing, 'serviceType' | 'verified' | 'admin'>
>;

/** The permission sets that the accounts a platform registers grant it. */
export const enterprisePermissionSets = [17, 18, 25, 30, 31, 40] as const;
/** The same of an official account. */
export const officialAccountPermissionSets = [1, 2, 3, 4, 11, 15, 24, 27, 33] as const;

const approvedCategories: readonly Category[] = [
  { first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 },
];

/** Makes an account that is not authorized yet. */
export const newAccount = ({ kind = 'miniProgram', serviceType, verified, admin, ...known }: NewAccount): Account => ({
  kind,
  appid: `wx${randomBytes(8).toString('hex')}`,
  userName: `gh_${randomBytes(6).toString('hex')}`,
  name: kind === 'officialAccount' ? '示例公众号' : '备忘小程序',
  principalName: '示例企业有限公司',
  registerType: 0,
  initialised: true,
  permissionSets: kind === 'officialAccount' ? officialAccountPermissionSets : enterprisePermissionSets,
  ...known,
  categories: approvedCategories,
  privacyInterfaces: new Set(),
  authorized: false,
  authTime: 0,
  exchanged: false,
  refreshToken: '',
  code: emptySlots(),
  guides: {},
  standing: newStanding(kind, {
    ...(serviceType === undefined ? {} : { serviceType }),
    ...(verified === undefined ? {} : { verified }),
    ...(admin === undefined ? {} : { admin }),
  }),
});
