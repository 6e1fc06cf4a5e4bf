import type { Client } from '@temporalio/client';
import type { searchAttributes } from '../messages/search-attributes.ts';

/**
 * The ids of open workflows that bear a search attribute's value. Visibility lags behind by up to some seconds. A value
 * that no id of ours looks like finds nothing: it comes from outside and goes into a query.
 */
export const openWorkflows = async (
  temporal: Client,
  attribute: (typeof searchAttributes)[keyof typeof searchAttributes],
  value: string,
): Promise<string[]> => {
  if (!/^[\w:@.-]{1,128}$/.test(value)) return [];
  const query = `ExecutionStatus = 'Running' AND ${attribute.name} = '${value}'`;
  const ids: string[] = [];
  for await (const { workflowId } of temporal.workflow.list({ query })) ids.push(workflowId);
  return ids;
};
