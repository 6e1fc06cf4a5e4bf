import type { Client } from '@temporalio/client';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { Problem } from '../http/problem.ts';
import { describeRun, isOpen, type Run } from '../routes/run.ts';

/** The entity of an account; a problem where the platform does not know the account. */
export const findAuthorizer = async (temporal: Client, appid: string): Promise<Run> => {
  const entity = await describeRun(temporal, workflowIds.authorizer(appid));
  if (entity && isOpen(entity)) return entity;
  throw unknownAuthorizer(appid);
};

/** The problem of an account that the platform does not know. */
export const unknownAuthorizer = (appid: string): Problem =>
  new Problem(
    'not-found',
    `No account ${appid} has authorized this platform: check the appid, or let the merchant authorize it first. GET /v1/authorizers lists the known ones.`,
  );

/** The provider's own id of an account's merchant. */
export const merchantIdOf = ({ description }: Run): string | undefined =>
  description.typedSearchAttributes.get(searchAttributes.MerchantId);
