import type { Client as TemporalClient } from '@temporalio/client';
import type { SignalDefinition } from '@temporalio/common';
import type { AuthorizerInput } from '../messages/authorizer.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { workflowIds } from '../messages/workflow-ids.ts';

/** Tells an account's entity something, and makes the entity where it does not exist yet. */
export const tellAuthorizer = async <News>(
  temporal: TemporalClient,
  appid: string,
  signal: SignalDefinition<[News]>,
  news: News,
): Promise<void> => {
  await temporal.workflow.signalWithStart<(input: AuthorizerInput) => Promise<void>, [News]>('authorizer', {
    workflowId: workflowIds.authorizer(appid),
    taskQueue: taskQueues.main,
    args: [{ appid }],
    signal,
    signalArgs: [news],
    typedSearchAttributes: [{ key: searchAttributes.AppId, value: appid }],
    staticSummary: `Account ${appid}`,
  });
};
