import { existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { z } from 'zod';
import type { Role } from '../../config/api-keys.ts';
import { readConfig } from '../../config/config.ts';
import { completeForDevelopment } from '../../config/development.ts';
import { type ConversionQueueInput, conversionLimits } from '../../messages/conversion-queue.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { type Child, startChild } from '../../scripts/child.ts';
import { createCallJson } from '../../scripts/journey/call-json.ts';
import { freePorts } from '../../scripts/ports.ts';
import { pollsTaskQueues, servesHttp } from '../../scripts/readiness.ts';
import { startTemporalServer } from '../../scripts/temporal-server.ts';
import { connect } from '../../temporal/connect.ts';
import { type Answered, callsTo } from '../api/calls.ts';
import { claimNamespace } from '../namespace.ts';
import { ownTemporal } from '../own-temporal.ts';

/** The real processes, api, worker and simulator, in a namespace and a folder of their own. */
export type JourneyStack = {
  /** A call of the API with the key of a role; the path may be absolute. */
  api(role: Role, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Uploads a file as an operator. */
  upload(path: string, bytes: Uint8Array): Promise<Answered>;
  /** The files that lie in the store of materials. */
  keptFiles(): string[];
  /** An order to the simulator; its answer. */
  simulate(path: string, order?: object): Promise<unknown>;
  /** A call of the simulated WeChat past us, with an account's token: as somebody with another tool. */
  elsewhere(appid: string, path: string, body: object): Promise<unknown>;
  /** How many callbacks wait for their delivery to Temporal. */
  inInbox(): Promise<number>;
  /** What the worker process answers at /ready. */
  workerReady(): Promise<{ readonly status: number; readonly text: string }>;
  /** What changed at the simulated WeChat, for an account or at all: paths in order. */
  effects(appid?: string): Promise<string[]>;
  readonly gateway: Part;
  readonly worker: Part;
  stop(): Promise<void>;
};

/** One of the processes: killed as a crash does it, and started again. */
export type Part = { kill(): void; start(): Promise<void> };

type RunningPart = Part & { stop(): Promise<void> };

const effect = z.array(z.object({ path: z.string() }));

/** Starts the processes and waits until they serve and the platform has its ticket. */
export const startJourneyStack = async (): Promise<JourneyStack> =>
  startProcesses({ address: inject('temporalAddress'), namespace: await claimNamespace() });

/** The same with a Temporal of its own, which can be killed too. */
export const startStackWithTemporal = async (): Promise<JourneyStack & { readonly temporal: Part }> => {
  const { options, remove } = await ownTemporal();
  const temporal = await partOf(() => startTemporalServer(options));
  const stack = await startProcesses({ address: `127.0.0.1:${options.port}`, namespace: 'default' });
  const stop = async () => {
    await stack.stop();
    await temporal.stop();
    await remove();
  };
  return { ...stack, temporal, stop };
};

const partOf = async (start: () => Promise<Child>): Promise<RunningPart> => {
  let child = await start();
  let gone: Promise<void> | undefined;
  return {
    kill: () => {
      process.kill(child.pid, 'SIGKILL');
      gone = child.failed.catch(() => {});
    },
    start: async () => {
      // Until then it may still have its port.
      await gone;
      child = await start();
    },
    stop: () => child.stop(),
  };
};

const startProcesses = async ({
  address,
  namespace,
}: {
  address: string;
  namespace: string;
}): Promise<JourneyStack> => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-journey-'));
  mkdirSync(join(folder, 'logs'));
  const [port, simulatorPort, workerPort] = await freePorts('127.0.0.1', 3);
  const { env, apiKeys } = completeForDevelopment({
    PATH: process.env.PATH,
    PORT: String(port),
    SIMULATOR_PORT: String(simulatorPort),
    WORKER_PORT: String(workerPort),
    WEFT_DATA: folder,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    WORKFLOW_BUNDLE: inject('workflowBundle'),
  });
  const config = readConfig(env);
  const temporal = connect({ ...config.temporal, ring: config.encryptionKeys });
  const start = (name: string) =>
    startChild({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', join(inject('built'), name, 'main.js')],
      env,
      log: join(folder, 'logs', `${name}.log`),
    });
  // WeChat's minute is 6 s on a clock that is 10 times as fast.
  await temporal.workflow.start<(input: ConversionQueueInput) => Promise<void>>('conversionQueue', {
    workflowId: workflowIds.conversionQueue(),
    taskQueue: taskQueues.main,
    args: [{ limits: { ...conversionLimits, interval: conversionLimits.interval / 10 } }],
  });
  const api = `http://127.0.0.1:${config.port}`;
  const simulator = `http://127.0.0.1:${config.simulatorPort}`;
  const weChat = await start('simulator');
  const [gateway, worker] = await Promise.all([
    partOf(async () => {
      const child = await start('api');
      await Promise.race([servesHttp('the api', `${api}/ready`), child.failed]);
      return child;
    }),
    partOf(async () => {
      const child = await start('worker');
      await Promise.race([pollsTaskQueues(temporal, child.pid), child.failed]);
      return child;
    }),
    servesHttp('the simulator', `${simulator}/_sim/state`),
  ]);

  const call = callsTo(api);
  const callSimulator = createCallJson();
  const simulate = (path: string, order?: object) =>
    callSimulator(order ? 'POST' : 'GET', `${simulator}/_sim/${path}`, order);
  // The privacy detection of a commit then takes 0.3 s.
  await simulate('clock', { speed: 10 });
  // What is not filed may not go online; journeys about filings take this back.
  await simulate('verifying', { allFiled: true });
  return {
    api: (role, method, path, body, headers = {}) => call(method, path, { as: apiKeys[role], body, headers }),
    upload: async (path, bytes) => {
      const response = await fetch(`${api}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKeys.operator}`, 'content-type': 'application/octet-stream' },
        body: new Uint8Array(bytes),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
    },
    keptFiles: () => {
      const materials = join(folder, 'materials');
      if (!existsSync(materials)) return [];
      return readdirSync(materials, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('content-'));
    },
    simulate,
    elsewhere: async (appid, path, body) => {
      const { body: answer } = await call('GET', `/v1/authorizers/${appid}/token`, { as: apiKeys.service });
      const { accessToken } = z.object({ accessToken: z.string() }).parse(answer);
      return callSimulator('POST', `${simulator}${path}?access_token=${accessToken}`, body);
    },
    effects: async (appid) =>
      effect.parse(await simulate(appid ? `effects?appid=${appid}` : 'effects')).map(({ path }) => path),
    workerReady: async () => {
      const response = await fetch(`http://127.0.0.1:${workerPort}/ready`);
      return { status: response.status, text: await response.text() };
    },
    inInbox: async () => {
      const metrics = await (await fetch(`${api}/metrics`)).text();
      return Number(/^weft_inbox_callbacks (\d+)$/m.exec(metrics)?.[1]);
    },
    gateway,
    worker,
    stop: async () => {
      await worker.stop();
      await weChat.stop();
      await gateway.stop();
      await temporal.connection.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
