import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { startAuthorization } from '../credentials/authorization-start.ts';
import type { Ids } from '../credentials/ids.ts';
import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { EarlyExchange } from '../messages/authorization.ts';
import type { PlatformPublishCheckInput } from '../messages/platform-publish-check.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Outcome } from './outcome.ts';
import type { ReadCheck } from './read.ts';

/** The code comes first, as with every callback that holds one; then the answer to WeChat's robot, once for its message. */
export const startPublishCheck = async (
  deps: { readonly temporal: Client; readonly ids: Ids; readonly sealer: Sealer },
  { code, appid, openid, msgid, createTime }: ReadCheck,
  early?: EarlyExchange,
): Promise<Extract<Outcome, { kind: 'delivered' }>> => {
  const input = { code: deps.sealer.seal(owners.authorizationCode, code), appid, createTime };
  const exchange = await startAuthorization(deps, code, { ...input, ...(early ? { early } : {}) });
  const workflowId = workflowIds.platformPublishCheck(appid, msgid || deps.ids.hmac('authorization-code', code));
  try {
    await deps.temporal.workflow.start<(input: PlatformPublishCheckInput) => Promise<unknown>>('platformPublishCheck', {
      workflowId,
      taskQueue: taskQueues.main,
      // WeChat sends a message up to three times.
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      args: [{ ...input, openid }],
      staticSummary: `Publish check (全网发布) by ${appid}`,
      typedSearchAttributes: [{ key: searchAttributes.AppId, value: appid }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return { kind: 'delivered', to: [exchange.workflowId, workflowId] };
};
