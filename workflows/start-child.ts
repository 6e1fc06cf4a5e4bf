import { type SearchAttributePair, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ChildWorkflowCancellationType,
  type ChildWorkflowHandle,
  ParentClosePolicy,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { ProcessResult } from '../messages/progress.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { noticesMemo } from './notices.ts';

/** A process that another one starts under its own id. */
export type ChildStart = {
  readonly workflowId: string;
  readonly input: object;
  /** In one line of words, for Temporal's UI. */
  readonly summary: string;
  readonly appid?: string;
  readonly merchantId?: string;
  readonly externalIds?: readonly string[];
  /** By what it is known in lists beside that. */
  readonly attributes?: readonly SearchAttributePair[];
  /** What the merchant's page shows of the matter: a label and a value each. */
  readonly subject?: readonly (readonly [label: string, value: string])[];
  readonly memo?: Readonly<Record<string, unknown>>;
};

type Child = ChildWorkflowHandle<(input: object) => Promise<ProcessResult>>;

/**
 * Starts a process that outlives its starter, because what was begun at WeChat does; `undefined` where one of this id
 * runs already.
 */
export const startProcess = async (type: string, start: ChildStart): Promise<Child | undefined> => {
  const { workflowId, input, summary, appid, merchantId, externalIds = [], attributes = [], subject, memo } = start;
  try {
    return await startChild<(input: object) => Promise<ProcessResult>>(type, {
      workflowId,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      staticSummary: summary,
      memo: { ...memo, ...(subject ? { subject } : {}), ...noticesMemo() },
      typedSearchAttributes: [
        { key: searchAttributes.Stage, value: 'starting' },
        { key: searchAttributes.Attention, value: 'none' },
        ...(appid ? [{ key: searchAttributes.AppId, value: appid }] : []),
        ...(merchantId ? [{ key: searchAttributes.MerchantId, value: merchantId }] : []),
        ...(externalIds.length > 0 ? [{ key: searchAttributes.ExternalIds, value: [...externalIds] }] : []),
        ...attributes,
      ],
    });
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
    throw error;
  }
};

/** A process of the same merchant's account that is started and left to itself. */
export type Beside<W extends (input: never) => Promise<unknown>> = ChildStart & {
  readonly appid: string;
  readonly input: Parameters<W>[0];
};

/** Starts a process of the same merchant; false where it runs already. */
export const startBeside = async <W extends (input: never) => Promise<unknown>>(
  type: string,
  start: Beside<W>,
): Promise<boolean> => {
  const merchantId = workflowInfo().typedSearchAttributes.get(searchAttributes.MerchantId);
  return (await startProcess(type, { ...start, ...(merchantId ? { merchantId } : {}) })) !== undefined;
};
