import {
  type Client as TemporalClient,
  WithStartWorkflowOperation,
  type WorkflowStartOptions,
} from '@temporalio/client';
import type { z } from 'zod';
import {
  type AuditQuotaInput,
  auditQuotaTimings,
  barScopes,
  type QuotaName,
  requestTurns,
  type SubmissionKind,
  submissionReported,
  type TurnAnswer,
  type TurnRequest,
  type TurnResult,
} from '../messages/audit-quota.ts';
import type { LeaseClaim } from '../messages/authorizer.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { describeWorkflow } from '../routing/describe.ts';
import type { Client, Endpoints } from '../wechat/client.ts';
import { WeChatError, type WeChatFailure } from '../wechat/wechat-error.ts';
import { inBatches } from './batches.ts';
import { calling } from './wechat.ts';

/** What is sent to submit a version for audit. */
export type Submission = z.input<Endpoints['submitAudit']['request']>;
/** A run asks for a turn; where it does not know whether the account was ever released, WeChat is asked. */
export type AskedTurn = Omit<TurnRequest, 'kind'> & { readonly kind?: SubmissionKind; readonly quota: QuotaName };
/** An audit that was made; `reported`: the entity knows of it. */
export type Submitted = { readonly auditid: number; readonly reported: boolean };

/** What WeChat said of the month; a quota is absent where it did not know. */
export type QuotaReading = { readonly toldBy?: string } & Readonly<
  Partial<Record<QuotaName, { readonly rest: number; readonly limit: number }>>
>;

/** So many accounts are asked before it is given up that one knows the month. */
const mostAsked = 20;

type Entity = (input: AuditQuotaInput) => Promise<void>;
/** How the entity is started, where it does not run. */
export const auditQuotaStart = {
  workflowId: workflowIds.auditQuota(),
  taskQueue: taskQueues.main,
  workflowIdConflictPolicy: 'USE_EXISTING',
  args: [{ timings: auditQuotaTimings }],
  staticSummary: "The provider's submissions (提审) and accelerations (加急) of the month",
} satisfies WorkflowStartOptions<Entity>;

/** What the entity of the month's submissions needs of the world, and what those who submit need of the entity. */
export const createAuditQuotaActivities = ({ wechat, temporal }: { wechat: Client; temporal: TemporalClient }) => {
  const entity = () => temporal.workflow.getHandle(workflowIds.auditQuota());
  const kindOf = async (appid: string): Promise<SubmissionKind> => {
    const { release_info: online } = await wechat.getVersionInfo(appid, {});
    return online ? 'iteration' : 'first';
  };
  const request = inBatches((requests: readonly (TurnRequest & { readonly quota: QuotaName })[]) =>
    temporal.workflow.executeUpdateWithStart(requestTurns, {
      startWorkflowOperation: new WithStartWorkflowOperation<Entity>('auditQuota', auditQuotaStart),
      args: [requests],
    }),
  );
  /** Whoever asked tells it again where this does not arrive. */
  const report = (claim: LeaseClaim, result: TurnResult): Promise<boolean> =>
    entity()
      .signal(submissionReported, { claim, result })
      .then(
        () => true,
        () => false,
      );

  return {
    /** Asks the entity for a turn; it is made where it does not exist yet. */
    askForTurn: ({ quota, kind, ...asked }: AskedTurn): Promise<TurnAnswer> =>
      calling(async () => {
        return request({ ...asked, quota, kind: kind ?? (await kindOf(asked.appid)) });
      }),

    /** Submits in a turn and tells the entity what came of it, where that is known. Not repeatable. */
    submitInTurn: ({ appid, submission, claim }: { appid: string; submission: Submission; claim: LeaseClaim }) =>
      calling(async (): Promise<Submitted> => {
        try {
          const { auditid } = await wechat.submitAudit(appid, submission);
          return { auditid, reported: await report(claim, { kind: 'used' }) };
        } catch (error) {
          if (error instanceof WeChatError && error.failure.effect === 'none')
            await report(claim, resultOf(error.failure));
          throw error;
        }
      }),

    /** What WeChat says is left of the month, by these accounts or any other; nothing where none of them knows (0/0). */
    readAuditQuota: (first: readonly string[]): Promise<QuotaReading> =>
      calling(async () => {
        let failed: unknown;
        let asked = 0;
        let answered = false;
        for await (const appid of accounts(temporal, first)) {
          if (asked === mostAsked) break;
          asked += 1;
          try {
            const { rest, limit, speedup_rest, speedup_limit } = await wechat.setCodeAuditQuota(appid, {});
            answered = true;
            if (rest === 0 && limit === 0) continue;
            const speedUps = { rest: speedup_rest, limit: speedup_limit };
            return { toldBy: appid, submissions: { rest, limit }, speedUps };
          } catch (error) {
            if (!(error instanceof WeChatError)) throw error;
            failed = error;
          }
        }
        if (!answered && failed) throw failed;
        return {};
      }),

    /** Which of these runs are closed. */
    closedAmong: async (claims: readonly LeaseClaim[]): Promise<readonly LeaseClaim[]> => {
      const closed: LeaseClaim[] = [];
      for (const claim of claims) {
        const found = await describeWorkflow(temporal, claim.workflowId, claim.runId);
        if (found?.status.name !== 'RUNNING') closed.push(claim);
      }
      return closed;
    },
  };
};

export type AuditQuotaActivities = ReturnType<typeof createAuditQuotaActivities>;

/** What a refusal says of the turn: WeChat did nothing, and it may say that nobody may submit. */
const resultOf = ({ scope, hint, errcode }: WeChatFailure): TurnResult => {
  const barred = barScopes.find((one) => one === scope);
  return barred ? { kind: 'barred', scope: barred, said: `${hint} (${errcode})` } : { kind: 'unused' };
};

/** These accounts, then all others that authorized the platform, as visibility gives them. */
async function* accounts(temporal: TemporalClient, first: readonly string[]): AsyncGenerator<string> {
  yield* first;
  const query = `WorkflowType = 'authorizer' AND ExecutionStatus = 'Running' AND ${searchAttributes.Stage.name} = 'granted'`;
  for await (const { workflowId } of temporal.workflow.list({ query })) {
    const appid = workflowId.slice(workflowIds.authorizer('').length);
    if (!first.includes(appid)) yield appid;
  }
}
