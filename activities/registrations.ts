import { Context } from '@temporalio/activity';
import { type Client as TemporalClient, WorkflowNotFoundError } from '@temporalio/client';
import { authorizerView } from '../messages/authorizer.ts';
import type { ProcessResult } from '../messages/progress.ts';
import type { RegistrationOutcome, RegistrationRoute, RegistrationTask } from '../messages/registration.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Client } from '../wechat/client.ts';
import { WeChatError } from '../wechat/wechat-error.ts';
import { type Asking, stillOpen } from './asking.ts';
import { authorizersSince } from './authorizer-list.ts';
import { calling } from './wechat.ts';

/** A registered account to look for: made by this route since then (milliseconds), of this company where it has one. */
export type FindRegistered = { readonly route: RegistrationRoute; readonly name?: string; readonly since: number };

/** The account that was looked for; `unclear`: none fits, or several, and nothing tells which. */
export type FoundRegistered =
  | { readonly kind: 'found'; readonly appid: string }
  | { readonly kind: 'unclear'; readonly appids: readonly string[] };

/** `register_type` of an account, by the route that made it. */
const registerTypes: Readonly<Record<RegistrationRoute, number>> = { enterprise: 6, personal: 16, transaction: 17 };

/** Facts about registrations. */
export const createRegistrationFacts = (wechat: Client, temporal: TemporalClient) => {
  const query = {
    enterprise: wechat.fastRegisterEnterpriseWeappQuery,
    personal: wechat.fastRegisterPersonalMpQuery,
    transaction: wechat.fastRegisterTransactionWeappQuery,
  } as const;

  return {
    /** A registration task's status once it is another than the `known` one. */
    awaitRegistration: async (
      ask: Asking & { route: RegistrationRoute; taskid: string; known: number | undefined },
    ): Promise<{ status: number }> =>
      calling(async () => {
        const { status } = await query[ask.route]({ taskid: ask.taskid, new_version: true }).catch((error: unknown) => {
          // How this task is queried is unconfirmed: where WeChat refuses the question, its push and the window decide.
          if (ask.route !== 'transaction' || !isRefused(error)) throw error;
          return { status: undefined };
        });
        if (status === undefined || status === ask.known)
          throw stillOpen(ask, 'The registration stands where it stood.');
        return { status };
      }),

    /** The task that a cancelled run of this registration left running at WeChat; `null` where none is known. */
    readRunningTask: async (workflowId: string): Promise<RegistrationTask | null> => {
      const query = `WorkflowId = '${workflowId}' AND ExecutionStatus = 'Completed'`;
      for await (const { runId } of temporal.workflow.list({ query, pageSize: 20 })) {
        const handle = temporal.workflow.getHandle(workflowId, runId);
        const result: ProcessResult<RegistrationOutcome> = await handle.result();
        const { outcome } = result.progress;
        const task = outcome?.kind === 'cancelled' ? outcome.runningTask : undefined;
        if (task && task.until > Date.now()) return task;
        // What ran before is over with it.
        if (outcome && isEndOfTask(outcome)) return null;
      }
      return null;
    },

    /**
     * The account that a registration made, where its push was lost: authorized since then, made by its route and not
     * taken by another process. A person's bears no name, so it is only certain where no other person's link works.
     */
    findRegisteredAccount: async ({ route, name, since }: FindRegistered): Promise<FoundRegistered> =>
      calling(async () => {
        const appids: string[] = [];
        for await (const { authorizer_appid: appid } of authorizersSince(wechat, since / 1_000)) {
          const { authorizer_info: account } = await wechat.getAuthorizerInfo({ authorizer_appid: appid });
          if (account.register_type !== registerTypes[route]) continue;
          if (name !== undefined && account.principal_name !== name) continue;
          if (!(await isTaken(temporal, appid))) appids.push(appid);
        }
        const [only] = appids;
        if (only === undefined || appids.length > 1) return { kind: 'unclear', appids };
        if (name === undefined && (await hasOtherPersons(temporal, since))) return { kind: 'unclear', appids };
        return { kind: 'found', appid: only };
      }),
  };
};

/** Whether a process has taken the account for one that it registered. */
export const isTaken = async (temporal: TemporalClient, appid: string): Promise<boolean> => {
  try {
    const view = await temporal.workflow.getHandle(workflowIds.authorizer(appid)).query(authorizerView);
    return view.origin === 'registered';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
};

/** Whether the task of a run came to its end; a create that WeChat refused leaves the one of before alone. */
const isEndOfTask = (outcome: RegistrationOutcome): boolean =>
  outcome.kind === 'cancelled'
    ? outcome.appid !== undefined || outcome.made === true
    : outcome.kind !== 'rejected' || outcome.status !== undefined;

const day = 24 * 3_600_000;

/** Whether another person may have registered since then: the link of a registration that was cut short works for a day. */
const hasOtherPersons = async (temporal: TemporalClient, since: number): Promise<boolean> => {
  const { workflowId = '' } = Context.current().info.workflowExecution ?? {};
  const cutShort = `(${searchAttributes.Stage.name} = 'cancelled' OR ExecutionStatus != 'Completed')`;
  const mayRegister = `ExecutionStatus = 'Running' OR (CloseTime > '${new Date(since - day).toISOString()}' AND ${cutShort})`;
  const query = `WorkflowType = 'personalRegistration' AND WorkflowId != '${workflowId}' AND (${mayRegister})`;
  return (await temporal.workflow.count(query)).count > 0;
};

const isRefused = (error: unknown): boolean =>
  error instanceof WeChatError && ['bug', 'rejected', 'undeclared'].includes(error.failure.class);
