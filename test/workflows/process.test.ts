import { expect, inject, it } from 'vitest';
import { taskQueues } from '../../messages/task-queues.ts';
import { connect } from '../../temporal/connect.ts';
import { ring } from '../api/secrets.ts';
import { startTestWorker } from '../api/test-worker.ts';
import { claimNamespace } from '../namespace.ts';

it('a process that is woken while a call is under way makes it again, and waits for nobody', async () => {
  const namespace = await claimNamespace();
  const temporal = connect({ address: inject('temporalAddress'), namespace, ring });
  const stopWorker = await startTestWorker('../workflows/woken-workflow.ts', namespace);
  const calls = temporal.workflow.execute<() => Promise<number>>('woken', {
    workflowId: 'woken',
    taskQueue: taskQueues.main,
    workflowRunTimeout: '20s',
  });
  await expect(calls).resolves.toBe(2);
  await stopWorker();
  await temporal.connection.close();
});
