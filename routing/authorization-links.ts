import type { Client } from '@temporalio/client';
import type { Ids } from '../credentials/ids.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { externalIds } from '../messages/workflow-ids.ts';
import { openWorkflows } from './open-workflows.ts';

/** The open authorization link whose page a pre-authorization code was made for; a push carries nothing else of it. */
export const linkOf = async (
  deps: { readonly temporal: Client; readonly ids: Ids },
  preAuthCode: string | undefined,
): Promise<string | undefined> => {
  if (!preAuthCode) return undefined;
  const pointer = externalIds.preAuthCode(deps.ids.hmac('pre-auth-code', preAuthCode));
  const [link] = await openWorkflows(deps.temporal, searchAttributes.ExternalIds, pointer);
  return link;
};
