import type { Client as TemporalClient } from '@temporalio/client';
import type { ProcessResult } from '../messages/progress.ts';

/** How the last run of a process ended; `undefined` where none did, or Temporal does not know it any more. */
export const lastOutcome = async <O extends { readonly kind: string }>(
  temporal: TemporalClient,
  workflowId: string,
): Promise<O | undefined> => {
  const query = `WorkflowId = '${workflowId}' AND ExecutionStatus = 'Completed'`;
  for await (const { runId } of temporal.workflow.list({ query, pageSize: 1 })) {
    const result: ProcessResult<O> = await temporal.workflow.getHandle(workflowId, runId).result();
    return result.progress.outcome;
  }
  return undefined;
};
