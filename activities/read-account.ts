import type { Client } from '@temporalio/client';
import { type AuthorizerView, authorizerView } from '../messages/authorizer.ts';
import { workflowIds } from '../messages/workflow-ids.ts';

/** What we know of an account, without its credentials. */
export const readAccount = (temporal: Client, appid: string): Promise<AuthorizerView> =>
  temporal.workflow.getHandle(workflowIds.authorizer(appid)).query(authorizerView);
