import { hostOf } from '../world/authorization-request.ts';
import type { World } from '../world/world.ts';
import { adminConsentPages } from './admin-consent.ts';
import { authorizationPages } from './authorization.ts';
import type { FindPage } from './pages.tsx';
import { complaintPage, type FindScanPage } from './scan-page.ts';

/** Finds a page that merchants come to from the platform. */
export const scanPages =
  (world: World): FindScanPage =>
  (url) =>
    authorizationPages(world)(url) ?? adminConsentPages(world)(url);

/**
 * The same at a browser, which must come from the platform's registered domain (登录授权的发起页域名), or be on the page
 * already.
 */
export const entryPages =
  (world: World): FindPage =>
  (url, { referer }) => {
    const found = scanPages(world)(url);
    if (!found) return undefined;
    const from = hostOf(String(referer ?? ''));
    const onThePage = typeof referer === 'string' && URL.canParse(referer) && new URL(referer).host === url.host;
    return world.platform.trusts(from) || onThePage ? found.page : complaintPage(['授权入口页所在域名', from || '空']);
  };
