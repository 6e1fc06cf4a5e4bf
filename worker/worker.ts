import { fileURLToPath } from 'node:url';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';
import type { KeyRing } from '../credentials/key-ring.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { createDataConverter } from '../temporal/data-converter.ts';
import type { HostGate } from './host-gate.ts';
import { createSlots, type Slots } from './slots.ts';

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
  /** Closes where WeChat refuses this host's IP; open for ever unless told. */
  readonly gate?: Pick<HostGate, 'slots'>;
};

/** The workers of one process. */
export type Workers = {
  /** Works until shut down; rejects, and shuts all down, where one fails. */
  run(): Promise<void>;
  /** Takes nothing new and lets what runs end, for up to 20 s. */
  shutdown(): void;
};

const defaultSlots = 10;
/** How many tasks a worker runs at once where nothing else is told; the SDK's own defaults. */
const many = { workflows: 40, activities: 100 };
/** What nobody waits for takes its turn. */
const few = { workflows: 2, activities: 2, cached: 100 };
/** So many polls for tasks of a kind are under way at once. */
const polls = 10;
const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

/** Makes a worker for each task queue: credential activities have slots of their own, so that none waits for itself. */
export const createWorkers = async (deps: WorkerDeps): Promise<Workers> => {
  const create = (taskQueue: string, activities: Slots, options: Partial<WorkerOptions>, workflows = many.workflows) =>
    Worker.create({
      connection: deps.connection,
      namespace: deps.namespace,
      dataConverter: createDataConverter(deps.ring),
      activities: deps.activities,
      shutdownGraceTime: '20s',
      taskQueue,
      tuner: {
        workflowTaskSlotSupplier: fixed(workflows),
        activityTaskSlotSupplier: activities.supplier,
        localActivityTaskSlotSupplier: fixed(many.activities),
        nexusTaskSlotSupplier: fixed(many.activities),
      },
      workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: Math.min(polls, workflows) },
      ...options,
    });
  const slots: HostGate['slots'] = deps.gate?.slots ?? ((count) => createSlots(count, () => true));
  const { authorizer = defaultSlots, component = defaultSlots } = deps.slots ?? {};
  const workflows = deps.workflowBundle ? { workflowBundle: deps.workflowBundle } : { workflowsPath };
  const cache = deps.cachedWorkflows === undefined ? {} : { maxCachedWorkflows: deps.cachedWorkflows };
  const workers = await Promise.all([
    create(taskQueues.main, slots(many.activities), { ...workflows, ...cache }),
    create(
      taskQueues.unroutedCallbacks,
      slots(few.activities),
      { ...workflows, maxCachedWorkflows: few.cached },
      few.workflows,
    ),
    create(taskQueues.authorizerCredentials, slots(authorizer), {}),
    create(taskQueues.componentCredentials, slots(component, { forProbe: true }), {}),
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

const fixed = (numSlots: number) => ({ type: 'fixed-size', numSlots }) as const;
