import type { Client as TemporalClient } from '@temporalio/client';
import type { Client } from '../wechat/client.ts';
import { WeChatError } from '../wechat/wechat-error.ts';
import { type Asking, stillOpen } from './asking.ts';
import { readAccount } from './read-account.ts';
import { calling } from './wechat.ts';

/** Where a verification (认证) stands, as WeChat numbers it: `task` with the admin, `apply` in the audit. */
export type VerificationFact = {
  readonly taskid: string;
  readonly task: number;
  readonly apply: number;
  /** The admin's link. */
  readonly url?: string;
  readonly refillReason?: string;
  readonly failReason?: string;
  /** The agency that audits it, and how to reach it. */
  readonly agency?: string;
};

/** Facts about verifications. */
export const createVerificationFacts = (wechat: Client, temporal: TemporalClient) => {
  const read = async (appid: string, taskid: string): Promise<VerificationFact> => {
    const answer = await wechat.secwxaapiQueryauth(appid, { taskid });
    const { auth_url: url, refill_reason: refillReason, fail_reason: failReason, dispatch_info: dispatch } = answer;
    const agency = [dispatch?.provider, dispatch?.contact].filter(Boolean).join(', ');
    return {
      taskid,
      task: answer.task_status,
      apply: answer.apply_status ?? 0,
      ...(url ? { url } : {}),
      ...(refillReason ? { refillReason } : {}),
      ...(failReason ? { failReason } : {}),
      ...(agency ? { agency } : {}),
    };
  };
  return {
    /** Where a verification stands. */
    readVerification: ({ appid, taskid }: { appid: string; taskid: string }): Promise<VerificationFact> =>
      calling(() => read(appid, taskid)),

    /** Where it stands once that is another place than the `known` one. */
    awaitVerification: (
      ask: Asking & { appid: string; known: Pick<VerificationFact, 'taskid' | 'task' | 'apply'> },
    ): Promise<VerificationFact> =>
      calling(async () => {
        const { appid, known } = ask;
        const fact = await read(appid, known.taskid);
        if (fact.task !== known.task || fact.apply !== known.apply) return fact;
        throw stillOpen(ask, `The verification still has status ${known.task}/${known.apply}.`);
      }),

    /** The verification that runs at WeChat by the account's record, where WeChat still knows it; else `null`. */
    readOpenVerification: async ({ appid }: { appid: string }): Promise<VerificationFact | null> => {
      const { submissions, yearlyReview } = await readAccount(temporal, appid);
      const taskid = submissions?.verification;
      if (taskid === undefined) return null;
      const fact = await calling(() =>
        read(appid, taskid).catch((error: unknown) => {
          if (isGone(error)) return null;
          throw error;
        }),
      );
      // The one that passed is over: the account is asked to be verified for another year.
      return fact?.apply === passed && yearlyReview ? null : fact;
    },
  };
};

const passed = 4;

const isGone = (error: unknown): boolean => error instanceof WeChatError && error.failure.errcode === 1;
