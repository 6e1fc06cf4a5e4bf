import type { Client } from '@temporalio/client';
import { is, searchAttributes } from '../../messages/search-attributes.ts';

const { AppId, Stage } = searchAttributes;

/** A release or rollback under way. */
export type OpenRelease = { readonly process: string; readonly stage: string };

/** The releases and rollbacks of these accounts that are under way, by appid. */
export const openReleases = async (
  temporal: Client,
  appids: readonly string[],
): Promise<ReadonlyMap<string, OpenRelease>> => {
  const found = new Map<string, OpenRelease>();
  if (appids.length === 0) return found;
  const those = appids.map((appid) => is(AppId.name, appid)).join(' OR ');
  const query = `WorkflowType IN ('codeRelease', 'codeRollback') AND ExecutionStatus = 'Running' AND (${those})`;
  for await (const { workflowId, typedSearchAttributes: attributes } of temporal.workflow.list({ query })) {
    const appid = attributes.get(AppId);
    if (appid) found.set(appid, { process: workflowId, stage: attributes.get(Stage) ?? 'starting' });
  }
  return found;
};
