import { randomUUID } from 'node:crypto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { expect, inject } from 'vitest';
import { notYet } from '../../activities/failure.ts';
import { type ConversionQueueInput, conversionLimits } from '../../messages/conversion-queue.ts';
import type { Delivery, EventName } from '../../messages/delivery.ts';
import { eventSignal } from '../../messages/delivery.ts';
import { type ProcessResult, type Progress, progressQuery } from '../../messages/progress.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import {
  type ConversionRoute,
  conversionTimings,
  convert,
  type TrialConversionInput,
  type TrialConversionOutcome,
} from '../../messages/trial-conversion.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { connect } from '../../temporal/connect.ts';
import { createDataConverter } from '../../temporal/data-converter.ts';
import { connectWorker } from '../../worker/connect.ts';
import { ring } from '../api/secrets.ts';
import { claimNamespace } from '../namespace.ts';

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {} } } });

const stillTrial = async () => {
  throw notYet('It is a trial still.', 60_000);
};

type Workflow = (input: TrialConversionInput) => Promise<ProcessResult<TrialConversionOutcome>>;

/** Conversions on a real Temporal, and a WeChat that says what a test wants. */
export const startConversionStage = async (
  answer: { readonly taskid?: string; readonly authorize_url?: string } = {
    authorize_url: 'https://mp.weixin.qq.com/v',
  },
) => {
  const address = inject('temporalAddress');
  const namespace = await claimNamespace();
  const temporal = connect({ address, namespace, ring });
  const connection = await connectWorker({ address, namespace });
  const asked: string[] = [];
  const reclaimed = new Set<string>();
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: taskQueues.main,
    dataConverter: createDataConverter(ring),
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: {
      readTrial: async ({ life }: { life: number }) => ({ trial: true, until: Date.now() + life }),
      readRunningTask: async () => undefined,
      verfifyBetaMiniprogram: async (appid: string) => {
        asked.push(appid);
        return answer;
      },
      // Its record never shows that it is formal: only pushes can tell.
      awaitFate: async ({ appid }: { appid: string }) => (reclaimed.has(appid) ? { gone: true } : stillTrial()),
      awaitFormal: stillTrial,
    },
  });
  const running = worker.run();
  return {
    temporal,
    /** Has WeChat reclaim a trial. */
    reclaim: (appid: string) => reclaimed.add(appid),
    /** The accounts for which WeChat was asked for a conversion. */
    asked,
    /** A queue whose turns come at once, unless told otherwise. */
    startQueue: (input: ConversionQueueInput = { limits: { ...conversionLimits, atOnce: 100 } }) =>
      temporal.workflow.start<(input: ConversionQueueInput) => Promise<void>>('conversionQueue', {
        workflowId: workflowIds.conversionQueue(),
        taskQueue: taskQueues.main,
        args: [input],
      }),
    convert: ({ timings = {}, ...input }: Pick<TrialConversionInput, 'appid' | 'route'> & { timings?: object }) =>
      temporal.workflow.start<Workflow>('trialConversion', {
        workflowId: workflowIds.trialConversion(input.appid),
        taskQueue: taskQueues.main,
        args: [
          {
            ...input,
            page: 'https://weft.example/m/x',
            timings: { ...conversionTimings, grace: 1_000, ...timings },
            request: { by: 'test' },
          },
        ],
      }),
    /** Chooses another route. */
    choose: (workflowId: string, route: ConversionRoute) =>
      temporal.workflow.getHandle(workflowId).executeUpdate(convert, { args: [{ by: 'test', route }] }),
    /** By what pushes find a conversion, beside its account. */
    pointersOf: async (workflowId: string) => {
      const { typedSearchAttributes: found } = await temporal.workflow.getHandle(workflowId).describe();
      return found.get(searchAttributes.ExternalIds);
    },
    /** Waits until a conversion's progress fits. */
    shows: async (workflowId: string, expected: object): Promise<void> => {
      const read = () => temporal.workflow.getHandle(workflowId).query<Progress, []>(progressQuery);
      await expect.poll(read, { timeout: 20_000 }).toMatchObject(expected);
    },
    /** A push as the router delivers it. */
    push: <K extends EventName>(workflowId: string, event: K, payload: Delivery<K>['payload'], at = Date.now()) =>
      temporal.workflow.getHandle(workflowId).signal(eventSignal(event), {
        event,
        key: randomUUID(),
        createTime: Math.floor(at / 1_000),
        payload,
      } as Delivery<K>),
    stop: async () => {
      worker.shutdown();
      await running;
      await connection.close();
      await temporal.connection.close();
    },
  };
};

export type ConversionStage = Awaited<ReturnType<typeof startConversionStage>>;
