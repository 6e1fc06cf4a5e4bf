import type { Client } from '@temporalio/client';
import type { Ids } from '../credentials/ids.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { externalIds, workflowIds } from '../messages/workflow-ids.ts';
import { openWorkflows } from './open-workflows.ts';
import type { ReadEvent } from './read.ts';

/** The open conversion that a push of the platform's is for: by its account, else by the enterprise it began with. */
export const trialConversionOf = async (
  { temporal, ids }: { readonly temporal: Client; readonly ids: Ids },
  { appid, info }: ReadEvent<'notifyThirdFastverifybetaapp'>['payload'],
): Promise<string | undefined> => {
  if (appid) return workflowIds.trialConversion(appid);
  if (!info?.code) return undefined;
  const pointer = externalIds.enterprise(ids.hmac('enterprise-code', info.code));
  const open = await openWorkflows(temporal, searchAttributes.ExternalIds, pointer);
  const [only, ...others] = open.filter((workflowId) => workflowId.startsWith(workflowIds.trialConversion('')));
  return others.length === 0 ? only : undefined;
};

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
