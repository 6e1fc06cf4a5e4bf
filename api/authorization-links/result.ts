import { type Client, WorkflowFailedError } from '@temporalio/client';
import type { AuthorizationWorkflow } from '../../credentials/authorization-start.ts';
import { authorizerView } from '../../messages/authorizer.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { ask } from '../routes/read.ts';
import { describeRun, isOpen } from '../routes/run.ts';
import { type Notice, notices } from './notices.ts';

/** What the merchant is told of an exchange: it runs, it worked and for which account, or it came to nothing. */
export const resultOf = async (temporal: Client, workflowId: string): Promise<Notice> => {
  const run = await describeRun(temporal, workflowId);
  // It lies in an inbox until Temporal takes it.
  if (!run) return notices.keeping;
  if (isOpen(run)) return notices.working;
  const result = await temporal.workflow.getHandle<AuthorizationWorkflow>(workflowId).result().catch(unlessEnded);
  if (!result || result.kind === 'lost') return notices.lost;
  const entity = temporal.workflow.getHandle(workflowIds.authorizer(result.appid));
  const view = await ask(temporal, () => entity.query(authorizerView));
  const name = view?.account.nickName;
  return {
    status: 200,
    title: '授权成功',
    text: `${name ? `「${name}」` : `账号 ${result.appid} `}已授权给服务商，您可以关闭本页。`,
  };
};

/** Nothing, where somebody ended the exchange; anything else is thrown on. */
const unlessEnded = (error: unknown): undefined => {
  if (error instanceof WorkflowFailedError) return undefined;
  throw error;
};
