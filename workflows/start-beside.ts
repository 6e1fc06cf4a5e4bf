import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import { searchAttributes } from '../messages/search-attributes.ts';
import { noticesMemo } from './notices.ts';

/** A process of an account that another one starts and leaves to itself. */
export type Beside<W extends (input: never) => Promise<unknown>> = {
  readonly workflowId: string;
  readonly appid: string;
  readonly input: Parameters<W>[0];
  /** In one line of words, for Temporal's UI. */
  readonly summary: string;
  /** What the merchant's page shows of the matter: a label and a value each. */
  readonly subject?: readonly (readonly [label: string, value: string])[];
};

/** Starts a process of the same merchant that outlives its starter; false where it runs already. */
export const startBeside = async <W extends (input: never) => Promise<unknown>>(
  type: string,
  { workflowId, appid, input, summary, subject }: Beside<W>,
): Promise<boolean> => {
  const merchantId = workflowInfo().typedSearchAttributes.get(searchAttributes.MerchantId);
  try {
    await startChild(type, {
      workflowId,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      typedSearchAttributes: [
        { key: searchAttributes.AppId, value: appid },
        ...(merchantId ? [{ key: searchAttributes.MerchantId, value: merchantId }] : []),
      ],
      memo: { ...(subject ? { subject } : {}), ...noticesMemo() },
      staticSummary: summary,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
};
