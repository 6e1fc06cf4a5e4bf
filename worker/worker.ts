import { fileURLToPath } from 'node:url';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';
import type { KeyRing } from '../credentials/key-ring.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { createDataConverter } from '../temporal/data-converter.ts';
import type { WeChatFailure } from '../wechat/wechat-error.ts';
import { watchForHostRefusal } from './host-refusal.ts';

export { ensureExisting } from './ensure-existing.ts';

/** What workers run with. */
export type WorkerDeps = {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly ring: KeyRing;
  readonly activities: Activities;
  /** A bundle built before; without it the workflows are bundled now, which takes seconds. */
  readonly workflowBundle?: { readonly codePath: string };
  /** How many workflows of the main queue stay in memory; Temporal's default, which grows with the heap, unless told. */
  readonly cachedWorkflows?: number;
  /** How many credential activities of each kind run at once; 10 unless told. */
  readonly slots?: { readonly authorizer?: number; readonly component?: number };
  /** WeChat refuses this host's IP: no call can be made from here. */
  readonly onHostRefused?: (failure: WeChatFailure) => void;
};

/** The workers of one process. */
export type Workers = {
  /** Works until shut down; rejects, and shuts all down, where one fails. */
  run(): Promise<void>;
  /** Takes nothing new and lets what runs end, for up to 20 s. */
  shutdown(): void;
};

const defaultSlots = 10;
/** What nobody waits for takes its turn. */
const few = {
  maxConcurrentWorkflowTaskExecutions: 2,
  maxConcurrentActivityTaskExecutions: 2,
  maxCachedWorkflows: 100,
} satisfies Partial<WorkerOptions>;
const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

/** Makes a worker for each task queue: credential activities have slots of their own, so that none waits for itself. */
export const createWorkers = async (deps: WorkerDeps): Promise<Workers> => {
  const create = (taskQueue: string, options: Partial<WorkerOptions>) =>
    Worker.create({
      connection: deps.connection,
      namespace: deps.namespace,
      dataConverter: createDataConverter(deps.ring),
      activities: deps.activities,
      interceptors: { activity: [watchForHostRefusal(deps.onHostRefused ?? (() => {}))] },
      shutdownGraceTime: '20s',
      taskQueue,
      ...options,
    });
  const { authorizer = defaultSlots, component = defaultSlots } = deps.slots ?? {};
  const workflows = deps.workflowBundle ? { workflowBundle: deps.workflowBundle } : { workflowsPath };
  const cache = deps.cachedWorkflows === undefined ? {} : { maxCachedWorkflows: deps.cachedWorkflows };
  const workers = await Promise.all([
    create(taskQueues.main, { ...workflows, ...cache }),
    create(taskQueues.unroutedCallbacks, { ...workflows, ...few }),
    create(taskQueues.authorizerCredentials, { maxConcurrentActivityTaskExecutions: authorizer }),
    create(taskQueues.componentCredentials, { maxConcurrentActivityTaskExecutions: component }),
  ]);
  const shutdown = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  return {
    run: async () => {
      await Promise.all(workers.map((worker) => worker.run().finally(shutdown)));
    },
    shutdown,
  };
};
