import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { Problem } from '../http/problem.ts';
import type { Incoming } from '../http/route.ts';
import type { ProcessDeps } from './deps.ts';

/** A request that carries an Idempotency-Key; `key` and `body` are HMACs. */
export type Keyed = {
  readonly key: string;
  /** Of method, target and body. */
  readonly body: string;
  /** When the key came first, where it came before. */
  readonly repeated?: Date;
  /** The run that the first request was about, where it was about one. */
  readonly runId?: string;
};

/**
 * Takes the request's key, if it carries one. The key is a workflow of its own, whose id Temporal gives out once: it
 * binds the key to this caller, target and body, and an action's key to the run that was the latest then, for as long as
 * the namespace keeps closed workflows.
 */
export const reserveKey = async (
  { temporal, ids }: Pick<ProcessDeps, 'temporal' | 'ids'>,
  request: Incoming,
  runId?: string,
): Promise<Keyed | undefined> => {
  const { caller, target, idempotencyKey } = request;
  if (idempotencyKey === undefined) return undefined;
  const key = ids.hmac('idempotency-key', `${caller.name}\0${idempotencyKey}`);
  const body = ids.hmac('body', `${target}\0${canonicalJson(request.sent)}`);
  const workflowId = workflowIds.idempotentRequest(key);
  try {
    await temporal.workflow.start('idempotentRequest', {
      workflowId,
      taskQueue: taskQueues.main,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      memo: { body, ...(runId ? { runId } : {}) },
      staticSummary: `Idempotency-Key of ${caller.name}: ${target}`,
    });
    return { key, body, ...(runId ? { runId } : {}) };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const { memo, startTime: repeated } = await temporal.workflow.getHandle(workflowId).describe();
    if (memo?.body !== body) throw conflict();
    return { key, body, repeated, ...(typeof memo.runId === 'string' ? { runId: memo.runId } : {}) };
  }
};

/** The key belongs to another request. */
export const conflict = () =>
  new Problem(
    'idempotency-conflict',
    'This Idempotency-Key was used for another request; use a new key, or repeat that request unchanged.',
  );

/** Equal for equal JSON, whatever the order of its fields. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
