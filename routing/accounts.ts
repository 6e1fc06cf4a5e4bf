import type { Client } from '@temporalio/client';
import { searchAttributes } from '../messages/search-attributes.ts';
import { externalIds, workflowIds } from '../messages/workflow-ids.ts';
import { describeWorkflow } from './describe.ts';
import { openWorkflows } from './open-workflows.ts';

/** The account that a relayed event is about, or why none can be told. */
export type Account = { readonly appid: string } | { readonly unknown: string };

/** Finds the account of an event on the message URL. */
export type Accounts = (event: { readonly pathAppid?: string; readonly userName: string }) => Promise<Account>;

/**
 * Finds accounts by what their entities say of themselves, which needs no worker. The appid in a URL's path is not
 * signed, `ToUserName` is: it must be the user name of that account, and names the account where the path has none.
 * Only what was found is remembered: an account may become known at any time, and its user name never changes.
 */
export const createAccounts = (temporal: Client): Accounts => {
  const known = new Map<string, string>();
  return async ({ pathAppid, userName }) => {
    const remembered = known.get(userName);
    if (remembered !== undefined && (pathAppid ?? remembered) === remembered) return { appid: remembered };
    const found = pathAppid ? await verified(temporal, pathAppid, userName) : await byUserName(temporal, userName);
    if ('appid' in found) known.set(userName, found.appid);
    return found;
  };
};

const verified = async (temporal: Client, appid: string, userName: string): Promise<Account> => {
  const entity = await describeWorkflow(temporal, workflowIds.authorizer(appid));
  if (!entity) return { unknown: `The path names ${appid}, which is no account of ours.` };
  const open = entity.status.name === 'RUNNING';
  const names = open ? entity.typedSearchAttributes.get(searchAttributes.ExternalIds) : undefined;
  if (names?.includes(externalIds.userName(userName))) return { appid };
  return { unknown: `The path names ${appid}, and ToUserName is not that account's user name.` };
};

const byUserName = async (temporal: Client, userName: string): Promise<Account> => {
  const prefix = workflowIds.authorizer('');
  const open = await openWorkflows(temporal, searchAttributes.ExternalIds, externalIds.userName(userName));
  const entity = open.find((workflowId) => workflowId.startsWith(prefix));
  return entity ? { appid: entity.slice(prefix.length) } : { unknown: 'No account of ours has this ToUserName.' };
};
