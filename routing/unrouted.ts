import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { type UnroutedCallbackInput, unroutedTries } from '../messages/unrouted-callback.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { InnerCallback } from './read.ts';
import type { DeliveryResult } from './route.ts';
import { withinLimit } from './within-limit.ts';

/** What unrouted callbacks are kept with; `tries` as in the workflow's input. */
export type UnroutedDeps = { readonly temporal: Client; readonly sealer: Sealer; readonly tries?: readonly number[] };

/**
 * Keeps callbacks that nobody took, each as a workflow that tries again and then asks people. One that comes again is
 * kept once, also after it was closed. Throws where Temporal can't be reached.
 */
export const createUnrouted =
  ({ temporal, sealer, tries = unroutedTries }: UnroutedDeps) =>
  async (callback: InnerCallback, { key, kind, ...event }: DeliveryResult & { kind: 'unrouted' }): Promise<void> => {
    const { xml, receivedAt, ...path } = callback;
    const input: UnroutedCallbackInput = {
      ...path,
      ...event,
      xml: sealer.seal(owners.callbackXml, xml),
      receivedAt: new Date(receivedAt).toISOString(),
      tries,
    };
    const start = () =>
      temporal.workflow.start<(input: UnroutedCallbackInput) => Promise<unknown>>('unroutedCallback', {
        workflowId: workflowIds.unroutedCallback(key),
        taskQueue: taskQueues.unroutedCallbacks,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        args: [input],
        staticSummary: `Unrouted: ${event.name || 'unreadable'}`,
        ...(event.appid ? { typedSearchAttributes: [{ key: searchAttributes.AppId, value: event.appid }] } : {}),
      });
    await withinLimit(temporal, start).catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    });
  };
