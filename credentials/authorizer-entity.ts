import { type Client as TemporalClient, WithStartWorkflowOperation } from '@temporalio/client';
import type { SignalDefinition } from '@temporalio/common';
import { type AuthorizerInput, adoptSecret, type SecretAdoption } from '../messages/authorizer.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { workflowIds } from '../messages/workflow-ids.ts';

type AuthorizerWorkflow = (input: AuthorizerInput) => Promise<void>;

/** How the entity of an account is started by whoever hears of it first. */
const startOf = (appid: string) => ({
  workflowId: workflowIds.authorizer(appid),
  taskQueue: taskQueues.main,
  args: [{ appid }] as [AuthorizerInput],
  typedSearchAttributes: [{ key: searchAttributes.AppId, value: appid }],
  staticSummary: `Account ${appid}`,
});

/** Gives the account of a customised merchant its secret; the entity is made where it does not exist yet. Rejects with WeChat's refusal, or where the account needs none. */
export const giveSecret = (temporal: TemporalClient, appid: string, adoption: SecretAdoption): Promise<void> =>
  temporal.workflow.executeUpdateWithStart(adoptSecret, {
    startWorkflowOperation: new WithStartWorkflowOperation<AuthorizerWorkflow>('authorizer', {
      ...startOf(appid),
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
    args: [adoption],
  });

/** Tells an account's entity something, and makes the entity where it does not exist yet. */
export const tellAuthorizer = async <News>(
  temporal: TemporalClient,
  appid: string,
  signal: SignalDefinition<[News]>,
  news: News,
): Promise<void> => {
  await temporal.workflow.signalWithStart<AuthorizerWorkflow, [News]>('authorizer', {
    ...startOf(appid),
    signal,
    signalArgs: [news],
  });
};
