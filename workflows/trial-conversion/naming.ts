import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import { type NameWish, setupTimings } from '../../messages/account-setup.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { accountSetup } from '../account-setup.ts';
import type { ConversionContext } from './context.ts';

const step = 'name';

/**
 * Has the account named, which keeps the ending of a trial until then: by a setup of its own, which may take days and is
 * followed by itself. Gives its id, or nothing where another setup of the account runs.
 */
export const beginNaming = async (
  { process, input: { appid, publicUrl, request } }: ConversionContext,
  name: NameWish | undefined,
): Promise<string | undefined> => {
  if (name === undefined) {
    process.progress.skip(step, "No name was asked for: the account keeps the trial's, with its ending.");
    return undefined;
  }
  const workflowId = workflowIds.accountSetup(appid);
  const merchantId = workflowInfo().typedSearchAttributes.get(searchAttributes.MerchantId);
  try {
    await startChild<typeof accountSetup>('accountSetup', {
      workflowId,
      args: [{ appid, wanted: { name }, publicUrl, timings: setupTimings, request }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      typedSearchAttributes: [
        { key: searchAttributes.AppId, value: appid },
        ...(merchantId ? [{ key: searchAttributes.MerchantId, value: merchantId }] : []),
      ],
      staticSummary: `Set up ${appid}: name`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    process.progress.fail(
      step,
      `Another setup of the account runs: name it by one of its own once ${workflowId} ended.`,
    );
    return undefined;
  }
  process.progress.begin(step);
  process.progress.note(step, `${workflowId} names the account.`);
  process.progress.finish(step);
  return workflowId;
};
