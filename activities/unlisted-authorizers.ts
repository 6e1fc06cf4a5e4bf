import { type Client as TemporalClient, WorkflowNotFoundError } from '@temporalio/client';
import { authorizationUnlisted } from '../messages/authorizer.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Client } from '../wechat/client.ts';
import { eachAuthorizer } from './authorizer-list.ts';

/** Tells the entities that hold an authorization, and whose account is not in the list: the push of a withdrawal got lost. */
export const doubtUnlisted = async (wechat: Client, temporal: TemporalClient): Promise<void> => {
  const held = `WorkflowType = 'authorizer' AND ExecutionStatus = 'Running' AND ${searchAttributes.Stage.name} = 'granted'`;
  // Before the list is read: who authorizes meanwhile is in it.
  const unlisted = new Set<string>();
  for await (const { workflowId } of temporal.workflow.list({ query: held })) unlisted.add(workflowId);
  for await (const { authorizer_appid: appid } of eachAuthorizer(wechat))
    unlisted.delete(workflowIds.authorizer(appid));
  for (const workflowId of unlisted) {
    await temporal.workflow
      .getHandle(workflowId)
      .signal(authorizationUnlisted)
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
  }
};
