import type { Client } from '@temporalio/client';
import { authorizerView } from '../../messages/authorizer.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { Problem } from '../http/problem.ts';
import { ask } from '../routes/read.ts';

/**
 * Refuses what a platform does on behalf of a merchant where the account is a customised merchant's (定制化型). Where no worker
 * says whose it is WeChat itself refuses (86000), before anything has changed.
 */
export const refuseCustomised = async (temporal: Client, appid: string, what: string): Promise<void> => {
  const entity = temporal.workflow.getHandle(workflowIds.authorizer(appid));
  const view = await ask(temporal, () => entity.query(authorizerView));
  if (view?.origin !== 'customised') return;
  throw new Problem(
    'customised-account',
    `${appid} belongs to a customised merchant (定制化型) and has not authorized the platform, so ${what} is not for it. Its own developers do it, or the merchant authorizes the platform first: POST /v1/authorization-links.`,
    { appid, hintZh: '定制化型商家未授权第三方平台，平台不能代其调用；请由商家自行操作，或先完成授权' },
  );
};
