import { latestAudit, read } from '../preflight/gather.ts';
import type { Client, Endpoints } from '../wechat/client.ts';
import type { ResponseOf } from '../wechat/endpoint.ts';
import { calling } from './wechat.ts';

/** What became of a release: sent, or why nothing was. */
export type ReleaseSent =
  | { readonly kind: 'sent' }
  /** WeChat would publish another version. */
  | { readonly kind: 'not-ours'; readonly latest?: ResponseOf<Endpoints['getLatestAuditStatus']> }
  /** Not filed (备案), as WeChat numbers it. */
  | { readonly kind: 'not-filed'; readonly status: number };

const passed = 0;
const filed = 6;

/** Releases that look first and send then, in one activity; they run once, inside `sendOnce`. */
export const createReleaseActivities = (wechat: Client) => ({
  /**
   * Puts the approved version online, to a part of the users where a percentage is given. WeChat publishes the last approved
   * version, whoever submitted it, so the latest audit must be this one and passed; and what is not filed may not go online:
   * where WeChat does not tell us it decides by itself.
   */
  releaseApproved: (ask: { appid: string; auditid: number; percentage?: number }): Promise<ReleaseSent> =>
    calling(async () => {
      const [latest, filing] = await Promise.all([
        latestAudit(wechat, ask.appid),
        read(async () => (await wechat.getIcpEntranceInfo(ask.appid, {})).info.status),
      ]);
      if (latest?.auditid !== ask.auditid || latest.status !== passed) {
        return { kind: 'not-ours', ...(latest ? { latest } : {}) };
      }
      if ('value' in filing && filing.value !== filed) return { kind: 'not-filed', status: filing.value };
      if (ask.percentage === undefined) await wechat.release(ask.appid, {});
      else await wechat.grayRelease(ask.appid, { gray_percentage: ask.percentage });
      return { kind: 'sent' };
    }),
});

export type ReleaseActivities = ReturnType<typeof createReleaseActivities>;
