import type { Client } from '@temporalio/client';
import type { Ids } from '../credentials/ids.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { externalIds } from '../messages/workflow-ids.ts';
import { openWorkflows } from './open-workflows.ts';
import type { ReadEvent } from './read.ts';

/** What WeChat adds to the name of a trial; its pages name both. */
const ending = /的(?:体验|试用)小程序$/;

/**
 * The open registration that the push about a trial is for. By its `unique_id`; where that is empty by the name, if only
 * one has it.
 */
export const trialRegistrationOf = async (
  { temporal, ids }: { readonly temporal: Client; readonly ids: Ids },
  { info }: ReadEvent<'notifyThirdFastregisterbetaapp'>['payload'],
): Promise<string | undefined> => {
  const find = (pointer: string) => openWorkflows(temporal, searchAttributes.ExternalIds, pointer);
  if (info?.unique_id) return (await find(externalIds.trial(info.unique_id)))[0];
  if (!info?.name) return undefined;
  const [only, ...others] = await find(externalIds.trialName(ids.hmac('trial-name', info.name.replace(ending, ''))));
  return others.length === 0 ? only : undefined;
};
