import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { SignalDefinition } from '@temporalio/common';
import { type ComponentInput, ticketSilence } from '../messages/component.ts';
import { type Delivery, eventSignal } from '../messages/delivery.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { workflowIds } from '../messages/workflow-ids.ts';

/** Signals a workflow; false where none is open under this id. */
export const signalOpen = async <D extends Delivery>(
  temporal: Client,
  workflowId: string,
  signal: SignalDefinition<[D]>,
  delivery: D,
): Promise<boolean> => {
  try {
    await temporal.workflow.getHandle(workflowId).signal(signal, delivery);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
};

/** Signals the entity of the platform and makes it where it does not exist yet; gives its id. */
export const signalComponent = async (
  temporal: Client,
  delivery: Delivery<'componentVerifyTicket'>,
): Promise<string> => {
  const workflowId = workflowIds.component();
  await temporal.workflow.signalWithStart<(input: ComponentInput) => Promise<void>, [typeof delivery]>('component', {
    workflowId,
    taskQueue: taskQueues.main,
    args: [{ ticketSilence }],
    signal: eventSignal(delivery.event),
    signalArgs: [delivery],
  });
  return workflowId;
};
