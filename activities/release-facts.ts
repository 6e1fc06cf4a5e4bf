import type { Client as TemporalClient } from '@temporalio/client';
import { createExtSources } from '../ext/sources.ts';
import type { Preflight, PreflightAsked } from '../messages/release-preflight.ts';
import { undosLeft } from '../messages/undos.ts';
import { latestAudit } from '../preflight/gather.ts';
import { preflightOf } from '../preflight/preflight.ts';
import type { Client, Endpoints } from '../wechat/client.ts';
import type { ResponseOf } from '../wechat/endpoint.ts';
import { WeChatError } from '../wechat/wechat-error.ts';
import { type Asking, stillOpen } from './asking.ts';
import { readAccount } from './read-account.ts';
import { calling } from './wechat.ts';

/** The account's latest audit as WeChat tells it. */
export type LatestAudit = ResponseOf<Endpoints['getLatestAuditStatus']>;

/** What a submission goes by. */
export type SubmissionFacts = {
  readonly latest?: LatestAudit;
  readonly categories: ResponseOf<Endpoints['getAllCategoryName']>['category_list'];
  /** Whether nothing of the account is online yet. */
  readonly first: boolean;
  /** How many audits may still be withdrawn. */
  readonly undosLeft: number;
};

/** What releases read together, so that several questions are one activity. */
export const releaseFacts = (wechat: Client, temporal: TemporalClient) => {
  const account = (appid: string) => readAccount(temporal, appid);
  const readGuide = async (appid: string) => {
    const [guide, { privacyGuide: declared }] = await Promise.all([
      wechat.getPrivacySetting(appid, { privacy_ver: 2 }),
      account(appid),
    ]);
    return { guide, ...(declared ? { declared } : {}) };
  };
  return {
    /** Everything that is checked before anything is sent. */
    checkRelease: (asked: PreflightAsked): Promise<Preflight> =>
      calling(() => preflightOf({ wechat, temporal, sources: createExtSources(temporal) }, asked)),

    /** What is read directly before a submission. */
    readSubmission: (appid: string): Promise<SubmissionFacts> =>
      calling(async () => {
        const [{ undos }, latest, { category_list: categories }, { release_info: online }] = await Promise.all([
          account(appid),
          latestAudit(wechat, appid),
          wechat.getAllCategoryName(appid, {}),
          wechat.getVersionInfo(appid, {}),
        ]);
        const left = { first: online === undefined, undosLeft: undosLeft(undos, Date.now()) };
        return { ...(latest ? { latest } : {}), categories, ...left };
      }),

    /** What the privacy detection of the last commit found, the guide of the trial version, and what was declared to us. */
    awaitDetection: (ask: Asking & { appid: string }) =>
      calling(async () => {
        const found = await wechat.getCodePrivacyInfo(ask.appid, {}).catch((error: unknown) => {
          throw isDetecting(error) ? stillOpen(ask, error.message) : error;
        });
        return { found, ...(await readGuide(ask.appid)) };
      }),

    /** Where the staged release stands once it is no longer at this percentage; `status` 4 where there is none. */
    awaitGrayChange: (
      ask: Asking & { appid: string; percentage: number },
    ): Promise<{ status: number; percentage: number }> =>
      calling(async () => {
        const { gray_release_plan: plan } = await wechat.getGrayReleasePlan(ask.appid, {});
        const { status = 4, gray_percentage: percentage = 0 } = plan ?? {};
        if (status === 1 && percentage === ask.percentage) throw stillOpen(ask, `It is still at ${percentage} %.`);
        return { status, percentage };
      }),

    /** The trial version's privacy guide, and what the merchant declared to us. */
    readPrivacy: (appid: string) => calling(() => readGuide(appid)),
  };
};

const isDetecting = (error: unknown): error is WeChatError =>
  error instanceof WeChatError && error.failure.errcode === 61039;
