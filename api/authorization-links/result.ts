import { type Client, WorkflowFailedError } from '@temporalio/client';
import type { AuthorizationWorkflow } from '../../credentials/authorization-start.ts';
import { authorizerView } from '../../messages/authorizer.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { setName } from '../../wechat/permission-sets.ts';
import { ask } from '../routes/read.ts';
import { describeRun, isOpen } from '../routes/run.ts';
import { type Notice, notices } from './notices.ts';
import type { Returning } from './wished-sets.ts';

/** What the merchant is told of an exchange: it runs, it worked, for which account and what is missing, or it came to nothing. */
export const resultOf = async (
  temporal: Client,
  { workflowId, permissionSets: wished }: Returning,
): Promise<Notice> => {
  const run = await describeRun(temporal, workflowId);
  // It lies in an inbox until Temporal takes it.
  if (!run) return notices.keeping;
  if (isOpen(run)) return notices.working;
  const result = await temporal.workflow.getHandle<AuthorizationWorkflow>(workflowId).result().catch(unlessEnded);
  if (!result || result.kind === 'lost') return notices.lost;
  const entity = temporal.workflow.getHandle(workflowIds.authorizer(result.appid));
  const view = await ask(temporal, () => entity.query(authorizerView));
  const name = view?.account.nickName;
  const account = name ? `「${name}」` : `账号 ${result.appid} `;
  const lacking = wished.filter((id) => !result.permissionSets.includes(id));
  if (lacking.length === 0) {
    return { status: 200, title: '授权成功', text: `${account}已授权给服务商，您可以关闭本页。` };
  }
  return {
    status: 200,
    title: '授权成功，但权限不完整',
    text: `${account}已授权给服务商，但还缺少以下权限：${lacking.map(setName).join('、')}。请重新打开授权链接，并保留全部勾选的权限。`,
  };
};

/** Nothing, where somebody ended the exchange; anything else is thrown on. */
const unlessEnded = (error: unknown): undefined => {
  if (error instanceof WorkflowFailedError) return undefined;
  throw error;
};
