import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { taskQueues } from '../messages/task-queues.ts';
import { waitFor } from './wait-for.ts';

const { TASK_QUEUE_TYPE_ACTIVITY, TASK_QUEUE_TYPE_WORKFLOW } = proto.temporal.api.enums.v1.TaskQueueType;
/** On a loaded laptop a process takes 5 s to start. */
const limit = 60_000;

/** Waits until an HTTP server answers this address with success. */
export const servesHttp = (name: string, url: string): Promise<void> =>
  waitFor(`An answer of ${name}`, limit, async () => {
    const { ok, status } = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    if (!ok) throw new Error(`HTTP ${status}`);
  });

/** Waits until the worker with this process id polls all task queues; pollers of earlier workers linger in Temporal for minutes. */
export const pollsTaskQueues = (client: Client, pid: number): Promise<void> =>
  waitFor('Polling by the worker', limit, async () => {
    const queues = [
      { name: taskQueues.main, taskQueueType: TASK_QUEUE_TYPE_WORKFLOW },
      { name: taskQueues.main, taskQueueType: TASK_QUEUE_TYPE_ACTIVITY },
      { name: taskQueues.unroutedCallbacks, taskQueueType: TASK_QUEUE_TYPE_WORKFLOW },
      { name: taskQueues.authorizerCredentials, taskQueueType: TASK_QUEUE_TYPE_ACTIVITY },
      { name: taskQueues.componentCredentials, taskQueueType: TASK_QUEUE_TYPE_ACTIVITY },
    ];
    for (const { name, taskQueueType } of queues) {
      const { pollers } = await client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name },
        taskQueueType,
      });
      if (!pollers.some(({ identity }) => identity?.startsWith(`${pid}@`))) throw new Error(`${name} has no poller.`);
    }
  });
