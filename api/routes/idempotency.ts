import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Ids } from '../../credentials/ids.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { Problem } from '../http/problem.ts';
import type { Incoming } from '../http/route.ts';

/** A request that carries an Idempotency-Key; both are HMACs. */
export type Keyed = {
  readonly key: string;
  /** Of method, target and body. */
  readonly body: string;
  /** The key came before, with the same body. */
  readonly repeated: boolean;
  /** When it came first. */
  readonly since: Date;
};

/**
 * Takes the request's key, if it carries one. The key is a workflow of its own, whose id Temporal gives out once: it
 * binds the key to this caller, target and body for as long as the namespace keeps closed workflows.
 */
export const reserveKey = async (temporal: Client, ids: Ids, request: Incoming): Promise<Keyed | undefined> => {
  if (request.idempotencyKey === undefined) return undefined;
  const key = ids.hmac('idempotency-key', `${request.caller.name}\0${request.idempotencyKey}`);
  const body = ids.hmac('body', `${request.target}\0${canonicalJson(request.sent)}`);
  const workflowId = workflowIds.idempotentRequest(key);
  const repeated = await temporal.workflow
    .start('idempotentRequest', {
      workflowId,
      taskQueue: taskQueues.main,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      memo: { body },
      staticSummary: `Idempotency-Key of ${request.caller.name}: ${request.target}`,
    })
    .then(() => false, alreadyStarted);
  const { memo, startTime } = await temporal.workflow.getHandle(workflowId).describe();
  if (memo?.body === body) return { key, body, repeated, since: startTime };
  throw conflict();
};

/** The key belongs to another request. */
export const conflict = () =>
  new Problem(
    'idempotency-conflict',
    'This Idempotency-Key was used for another request; use a new key, or repeat that request unchanged.',
  );

const alreadyStarted = (error: unknown): true => {
  if (error instanceof WorkflowExecutionAlreadyStartedError) return true;
  throw error;
};

/** Equal for equal JSON, whatever the order of its fields. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
