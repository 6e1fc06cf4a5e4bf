import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import { taskQueues } from '../../messages/task-queues.ts';
import { createDataConverter, failureConverterPath } from '../../temporal/data-converter.ts';
import { ring } from './secrets.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** Starts a worker for the workflows of a file beside this one; call what it returns to stop it. */
export const startTestWorker = async (
  file: string,
  namespace: string,
  activities: object = {},
): Promise<() => Promise<void>> => {
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL(file, import.meta.url)),
    failureConverterPath,
    logger: new DefaultLogger('ERROR'),
  });
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: taskQueues.main,
    workflowBundle,
    activities,
    dataConverter: createDataConverter(ring),
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
};
