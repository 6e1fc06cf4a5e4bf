import { auditHints } from '../messages/icp-hints.ts';
import type { FieldHint } from '../messages/progress.ts';
import type { Client } from '../wechat/client.ts';
import { WeChatError } from '../wechat/wechat-error.ts';
import { type Asking, stillOpen } from './asking.ts';
import { calling } from './wechat.ts';

/** Where a filing stands, as WeChat numbers it; `sms` while the bureau reviews, `hints` where a review rejected. */
export type FilingFact = {
  readonly status: number;
  readonly available: boolean;
  readonly sms?: number;
  readonly hints: readonly FieldHint[];
};

/** What tells two states apart. */
type Known = Pick<FilingFact, 'status' | 'sms' | 'available'>;

/** Facts about ICP filings (备案). */
export const createFilingFacts = (wechat: Client) => {
  const read = async (appid: string): Promise<FilingFact> => {
    const { info } = await wechat.getIcpEntranceInfo(appid, {});
    return {
      status: info.status,
      // What is not said is open.
      available: info.available !== 0,
      ...(info.sms_verify_status === undefined ? {} : { sms: info.sms_verify_status }),
      hints: auditHints(info.audit_data),
    };
  };
  return {
    /** Where the account's filing stands. */
    readFiling: (appid: string): Promise<FilingFact> => calling(() => read(appid)),

    /** Where it stands once that is another place than the `known` one. */
    awaitFiling: (ask: Asking & { appid: string; known: Known }): Promise<FilingFact> =>
      calling(async () => {
        const { known } = ask;
        const fact = await read(ask.appid);
        const same = fact.status === known.status && fact.sms === known.sms && fact.available === known.available;
        if (same) throw stillOpen(ask, `The filing still has status ${known.status}.`);
        return fact;
      }),

    /** Nothing, once the filing has another status than the `known` one. */
    awaitFiled: (ask: Asking & { appid: string; known: number }): Promise<void> =>
      calling(async () => {
        const { status } = await read(ask.appid);
        if (status === ask.known) throw stillOpen(ask, `The filing still has status ${status}.`);
      }),

    /** Whether the admin passed a face check, once no further try can change it. */
    awaitFaceCheck: (
      ask: Asking & { appid: string; taskId: string; alongWithAuth: boolean },
    ): Promise<{ passed: boolean }> =>
      calling(async () => {
        const check = await wechat.queryIcpVerifyTask(ask.appid, { task_id: ask.taskId }).catch((error: unknown) => {
          if (isOver(error)) return undefined;
          throw error;
        });
        if (!check) return { passed: false };
        if (!check.is_finish) throw stillOpen(ask, 'The face check is not finished.');
        const phone = !ask.alongWithAuth || check.along_with_auth_result === phonePassed;
        return { passed: check.face_status === facePassed && phone };
      }),
  };
};

const facePassed = 3;
/** What a verification needs beside the face. */
const phonePassed = 9;

/** WeChat keeps a task for its 3 days. */
const isOver = (error: unknown): boolean => error instanceof WeChatError && error.failure.errcode === 1;
