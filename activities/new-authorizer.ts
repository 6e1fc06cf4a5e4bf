import type { Client as TemporalClient } from '@temporalio/client';
import { workflowIds } from '../messages/workflow-ids.ts';
import { describeWorkflow } from '../routing/describe.ts';
import type { Client } from '../wechat/client.ts';
import { authorizersSince } from './authorizer-list.ts';

/** The one account that authorized since then (unix seconds) and has no entity yet; `null` where there is none, or several. */
export const newAuthorizerSince = async (
  wechat: Client,
  temporal: TemporalClient,
  since: number,
): Promise<string | null> => {
  const found: string[] = [];
  for await (const { authorizer_appid: appid } of authorizersSince(wechat, since)) {
    if (!(await describeWorkflow(temporal, workflowIds.authorizer(appid)))) found.push(appid);
  }
  const [only] = found;
  return only !== undefined && found.length === 1 ? only : null;
};
