import { type Client as TemporalClient, WorkflowNotFoundError } from '@temporalio/client';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Client } from '../wechat/client.ts';
import { eachAuthorizer } from './authorizer-list.ts';

/** WeChat's clock and ours may differ by this much, in seconds. */
const clockSkew = 300;

/** The one account that authorized since then (unix seconds) and has no entity yet; `null` where there is none, or several. */
export const newAuthorizerSince = async (
  wechat: Client,
  temporal: TemporalClient,
  since: number,
): Promise<string | null> => {
  const found: string[] = [];
  for await (const { authorizer_appid: appid, auth_time: authTime } of eachAuthorizer(wechat)) {
    if (authTime >= since - clockSkew && !(await isKnown(temporal, appid))) found.push(appid);
  }
  const [only] = found;
  return only !== undefined && found.length === 1 ? only : null;
};

const isKnown = async (temporal: TemporalClient, appid: string): Promise<boolean> => {
  try {
    await temporal.workflow.getHandle(workflowIds.authorizer(appid)).describe();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
};
