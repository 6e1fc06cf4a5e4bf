import { hostOf } from '../world/authorization-request.ts';
import type { World } from '../world/world.ts';
import type { PersonPage } from './pages.tsx';

/** What an admin chose on a page: an account and permission sets where the page offers them. */
export type Chosen = { readonly appid?: string; readonly sets?: readonly number[] };

/** A page of WeChat that a merchant comes to from the platform and leaves with something in the address. */
export type ScanPage = {
  /** Why WeChat shows an error in place of it, in its words. */
  readonly complaint: string | undefined;
  readonly page: PersonPage;
  /** The appids that may be chosen. */
  readonly accounts: readonly string[];
  /** The admin agrees: the address to which the browser goes. Nothing happens with an account that is not listed. */
  agree(chosen: Chosen): string | undefined;
};

/** Finds the page behind an address of WeChat, whatever its host. */
export type FindScanPage = (url: URL) => ScanPage | undefined;

/** What a link lacks: the platform's appid, or a redirect address on the platform's domain. */
export const linkComplaint = ({ platform }: Pick<World, 'platform'>, { searchParams }: URL): string | undefined => {
  if (searchParams.get('component_appid') !== platform.appid) return 'component_appid 无效';
  const redirectUri = searchParams.get('redirect_uri') ?? '';
  if (!URL.canParse(redirectUri)) return '缺少 redirect_uri';
  if (!platform.trusts(hostOf(redirectUri))) return '回调页域名与登录授权的发起页域名不一致';
  return undefined;
};

/** The page that says why there is none. */
export const complaintPage = (...facts: readonly (readonly [name: string, value: string])[]): PersonPage => ({
  view: () => ({ title: '无法打开此页（模拟）', facts, choices: {} }),
  act: () => undefined,
});
