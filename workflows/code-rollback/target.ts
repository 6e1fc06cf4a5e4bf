import type { RollbackTarget } from '../../messages/code-rollback.ts';
import type { Endpoints } from '../../wechat/client.ts';
import type { ResponseOf } from '../../wechat/endpoint.ts';

/** A version that WeChat can go back to. */
export type HistoryVersion = ResponseOf<Endpoints['revertCodeReleaseGetHistoryVersion']>['version_list'][number];
/** What is online; absent where nothing is. */
export type OnlineVersion = ResponseOf<Endpoints['getVersionInfo']>['release_info'];

/** What is to be done about a wish to go back. */
export type Choice =
  | { readonly kind: 'target'; readonly target: HistoryVersion }
  | { readonly kind: 'already-online'; readonly userVersion: string }
  | { readonly kind: 'refused'; readonly note: string };

/** Finds the version to go back to among those that WeChat keeps. Of several with one name it is the newest. */
export const choose = (history: readonly HistoryVersion[], online: OnlineVersion, to: RollbackTarget): Choice => {
  const fits = (version: HistoryVersion) =>
    'appVersion' in to ? version.app_version === to.appVersion : version.user_version === to.userVersion;
  const [target] = history.filter(fits).sort((one, other) => other.app_version - one.app_version);
  if (!online) return { kind: 'refused', note: 'The account has nothing online.' };
  if ('userVersion' in to && online.release_version === to.userVersion) {
    return { kind: 'already-online', userVersion: to.userVersion };
  }
  if (target) return { kind: 'target', target };
  const named = 'appVersion' in to ? `number ${to.appVersion}` : to.userVersion;
  return { kind: 'refused', note: `WeChat keeps no version ${named} to go back to; ${listOf(history)}` };
};

const listOf = (history: readonly HistoryVersion[]): string =>
  history.length === 0
    ? 'it keeps none. The version that was rolled back to leads to no other.'
    : `it keeps ${history.map(({ app_version: number, user_version: name }) => `${name ?? '?'} (${number})`).join(', ')}.`;

/** Whether a version is the one that is online, by all that WeChat says of both. */
export const isOnline = (online: OnlineVersion, { user_version, user_desc }: HistoryVersion): boolean =>
  online !== undefined &&
  (user_version === undefined || online.release_version === user_version) &&
  (user_desc === undefined || online.release_desc === user_desc);

/** Whether what is online shows that a rollback took effect: it is the target, and it is not what was there before. */
export const hasLanded = (online: OnlineVersion, target: HistoryVersion, before: OnlineVersion): boolean =>
  isOnline(online, target) &&
  (online?.release_time !== before?.release_time ||
    online?.release_version !== before?.release_version ||
    online?.release_desc !== before?.release_desc);
