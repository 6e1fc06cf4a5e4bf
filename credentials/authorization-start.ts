import { type Client, WorkflowExecutionAlreadyStartedError, type WorkflowHandle } from '@temporalio/client';
import type { AuthorizationInput, AuthorizationResult } from '../messages/authorization.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Ids } from './ids.ts';

/** The workflow `authorization`, for whoever starts it by name. */
export type AuthorizationWorkflow = (input: AuthorizationInput) => Promise<AuthorizationResult>;

/** Starts the one exchange of an authorization code. Whoever comes later with the same code gets the handle of the first. */
export const startAuthorization = async (
  deps: { readonly temporal: Client; readonly ids: Ids },
  code: string,
  input: AuthorizationInput,
): Promise<WorkflowHandle<AuthorizationWorkflow>> => {
  const workflowId = workflowIds.authorization(deps.ids.hmac('authorization-code', code));
  try {
    return await deps.temporal.workflow.start<AuthorizationWorkflow>('authorization', {
      workflowId,
      taskQueue: taskQueues.main,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      args: [input],
      staticSummary: `Exchange an authorization code${input.appid ? ` of ${input.appid}` : ''}`,
      ...(input.appid ? { typedSearchAttributes: [{ key: searchAttributes.AppId, value: input.appid }] } : {}),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return deps.temporal.workflow.getHandle<AuthorizationWorkflow>(workflowId);
  }
};
