import type { Client, Endpoints } from '../wechat/client.ts';
import type { ResponseOf } from '../wechat/endpoint.ts';
import { type Asking, stillOpen } from './asking.ts';
import { calling } from './wechat.ts';

type HistoryVersion = ResponseOf<Endpoints['revertCodeReleaseGetHistoryVersion']>['version_list'][number];

/** The fact that a rollback waits for. */
export const rollbackFacts = (wechat: Client) => ({
  /** The name of a version once it is the online one, by all that WeChat says of both. */
  awaitVersion: async (ask: Asking & { appid: string; version: HistoryVersion }): Promise<string> =>
    calling(async () => {
      const { user_version: name, user_desc: words } = ask.version;
      const online = (await wechat.getVersionInfo(ask.appid, {})).release_info;
      const is =
        online &&
        (name === undefined || online.release_version === name) &&
        (words === undefined || online.release_desc === words);
      if (!is) throw stillOpen(ask, 'The version that was gone back to is not online yet.');
      return online.release_version;
    }),
});
