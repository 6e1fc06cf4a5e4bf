import type { Client as TemporalClient } from '@temporalio/client';
import { auditHints, fieldHints } from '../messages/icp-hints.ts';
import type { FieldHint } from '../messages/progress.ts';
import type { Client } from '../wechat/client.ts';
import { WeChatError } from '../wechat/wechat-error.ts';
import { type Asking, stillOpen } from './asking.ts';
import { readAccount } from './read-account.ts';
import { calling } from './wechat.ts';

/** Where a verification with filing stands, as WeChat numbers it (`procedure_status`). */
export type ProcedureFact = {
  readonly procedureId: string;
  readonly status: number;
  /** The bureau's SMS check, while the bureau reviews. */
  readonly sms?: number;
  /** What is wrong with which field of the filing. */
  readonly hints: readonly FieldHint[];
  readonly refillReason?: string;
  readonly failReason?: string;
};

type Named = { readonly appid: string; readonly procedureId: string };

/** Facts about verifications with filing (认证及备案). */
export const createProcedureFacts = (wechat: Client, temporal: TemporalClient) => {
  const read = async ({ appid, procedureId }: Named): Promise<ProcedureFact> => {
    const answer = await wechat.queryAuthAndIcp(appid, { procedure_id: procedureId });
    const { refill_reason: refillReason, fail_reason: failReason, icp_audit: filing } = answer;
    return {
      procedureId,
      status: answer.procedure_status,
      hints: [...fieldHints(filing?.hints ?? []), ...auditHints(filing?.audit_data ?? [])],
      ...(filing?.sms_verify_status === undefined ? {} : { sms: filing.sms_verify_status }),
      ...(refillReason ? { refillReason } : {}),
      ...(failReason ? { failReason } : {}),
    };
  };
  return {
    /** Where one stands. */
    readProcedure: (named: Named): Promise<ProcedureFact> => calling(() => read(named)),

    /** Where it stands once that is another place than the `known` one. */
    awaitProcedure: (
      ask: Asking & { appid: string; known: Pick<ProcedureFact, 'procedureId' | 'status' | 'sms'> },
    ): Promise<ProcedureFact> =>
      calling(async () => {
        const { appid, known } = ask;
        const fact = await read({ appid, procedureId: known.procedureId });
        if (fact.status !== known.status || fact.sms !== known.sms) return fact;
        throw stillOpen(ask, `The verification with filing still has status ${known.status}.`);
      }),

    /** The one that runs at WeChat by the account's record, where WeChat still knows it; else `null`. */
    readOpenProcedure: async ({ appid }: { appid: string }): Promise<ProcedureFact | null> => {
      const procedureId = (await readAccount(temporal, appid)).submissions?.verificationWithFiling;
      if (procedureId === undefined) return null;
      return calling(() =>
        read({ appid, procedureId }).catch((error: unknown) => {
          if (isGone(error)) return null;
          throw error;
        }),
      );
    },
  };
};

const isGone = (error: unknown): boolean => error instanceof WeChatError && error.failure.errcode === 86328;
