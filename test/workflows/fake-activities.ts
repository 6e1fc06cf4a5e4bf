import type { Client } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { inject } from 'vitest';
import { type AuthorizerInput, authorizerView } from '../../messages/authorizer.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { connect } from '../../temporal/connect.ts';
import { createDataConverter, failureConverterPath } from '../../temporal/data-converter.ts';
import { ring } from '../api/secrets.ts';
import { claimNamespace } from '../namespace.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** Our own workflows on a real Temporal, whose activities are not real. */
export type FakeStage = {
  readonly temporal: Client;
  /** Makes an account known, so that its leases can be had. */
  account(appid: string): Promise<void>;
  stop(): Promise<void>;
};

/** The workflows of a test's own file, such as some of ours beside fakes. */
export const bundleOf = (workflowsPath: string): Promise<WorkflowBundleOption> =>
  bundleWorkflowCode({ workflowsPath, failureConverterPath, logger: new DefaultLogger('ERROR') });

/** Starts a worker of them with these activities, in a namespace of its own and with all workflows unless told. */
export const startFakeStage = async (
  activities: object,
  place?: string,
  workflowBundle: WorkflowBundleOption = { codePath: inject('workflowBundle') },
): Promise<FakeStage> => {
  const namespace = place ?? (await claimNamespace());
  const address = inject('temporalAddress');
  const temporal = connect({ address, namespace, ring });
  const connection = await NativeConnection.connect({ address });
  const dataConverter = createDataConverter(ring);
  const worker = await Worker.create({
    ...{ connection, namespace, dataConverter, activities },
    ...{ workflowBundle, taskQueue: taskQueues.main },
  });
  const running = worker.run();
  return {
    temporal,
    account: async (appid) => {
      const entity = await temporal.workflow.start<(input: AuthorizerInput) => Promise<void>>('authorizer', {
        workflowId: workflowIds.authorizer(appid),
        taskQueue: taskQueues.main,
        args: [{ appid }],
      });
      await entity.query(authorizerView);
    },
    stop: async () => {
      worker.shutdown();
      await running;
      await temporal.connection.close();
      await connection.close();
    },
  };
};
