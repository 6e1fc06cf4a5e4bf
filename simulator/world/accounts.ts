import { randomBytes } from 'node:crypto';
import { type AccountSettings, newSettings } from './account-settings.ts';
import { type CodeSlots, emptySlots } from './code.ts';
import type { PrivacyGuide } from './privacy-guide.ts';

/** One mini program. */
export type Account = {
  readonly appid: string;
  /** Its original id, `gh_…`. */
  readonly userName: string;
  /** Empty until one is set. */
  name: string;
  readonly principalName: string;
  /** 0 normal, 6 registered through the enterprise API. */
  readonly registerType: number;
  readonly settings: AccountSettings;
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
};

/**
 * What may be said about a new account; the rest is as WeChat makes one for an enterprise. One that is not `initialised`
 * has no name (unless told), avatar, signature and categories.
 */
export type NewAccount = Partial<
  Pick<Account, 'appid' | 'name' | 'principalName' | 'registerType' | 'permissionSets'> &
    Pick<AccountSettings, 'principalType'> & { readonly initialised: boolean }
>;

/** The permission sets that the accounts a platform registers grant it. */
export const enterprisePermissionSets = [17, 18, 25, 30, 31, 40] as const;

/** Makes an account that is not authorized yet. */
export const newAccount = ({
  initialised = true,
  principalType = 1,
  principalName = '示例企业有限公司',
  ...known
}: NewAccount): Account => ({
  appid: `wx${randomBytes(8).toString('hex')}`,
  userName: `gh_${randomBytes(6).toString('hex')}`,
  name: initialised ? '备忘小程序' : '',
  principalName,
  registerType: 0,
  permissionSets: enterprisePermissionSets,
  ...known,
  settings: newSettings({ initialised, principalType, principalName }),
  privacyInterfaces: new Set(),
  authorized: false,
  authTime: 0,
  exchanged: false,
  refreshToken: '',
  code: emptySlots(),
  guides: {},
});
