import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { inject } from 'vitest';
import { z } from 'zod';
import type { Role } from '../../config/api-keys.ts';
import { readConfig } from '../../config/config.ts';
import { completeForDevelopment } from '../../config/development.ts';
import { startChild } from '../../scripts/child.ts';
import { freePort } from '../../scripts/ports.ts';
import { pollsTaskQueues, servesHttp } from '../../scripts/readiness.ts';
import { connect } from '../../temporal/connect.ts';
import { claimNamespace } from '../namespace.ts';

/** An answer over HTTP. */
export type Answer<T = unknown> = { readonly status: number; readonly body: T };

/** The real processes, api, worker and simulator, in a namespace and a folder of their own. */
export type JourneyStack = {
  readonly temporal: Client;
  readonly folder: string;
  api(role: Role, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** An order to the simulator; its answer. */
  simulate(path: string, order?: object): Promise<unknown>;
  /** What changed at the simulated WeChat for an account: paths in order. */
  effects(appid: string): Promise<string[]>;
  worker: { kill(): void; start(): Promise<void> };
  stop(): Promise<void>;
};

const effect = z.array(z.object({ path: z.string() }));

/** Starts the processes and waits until they serve and the platform has its ticket. */
export const startJourneyStack = async (settings: NodeJS.ProcessEnv = {}): Promise<JourneyStack> => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-journey-'));
  mkdirSync(join(folder, 'logs'));
  const { env, apiKeys } = completeForDevelopment({
    PATH: process.env.PATH,
    PORT: String(await freePort('127.0.0.1')),
    SIMULATOR_PORT: String(await freePort('127.0.0.1')),
    WEFT_DATA: folder,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: await claimNamespace(),
    WORKFLOW_BUNDLE: inject('workflowBundle'),
    ...settings,
  });
  const config = readConfig(env);
  const temporal = connect({ ...config.temporal, ring: config.encryptionKeys });
  const start = (name: string) =>
    startChild({
      name,
      command: process.execPath,
      args: ['--import', 'tsx', `${name}/main.ts`],
      env,
      log: join(folder, 'logs', `${name}.log`),
    });
  const startWorker = async () => {
    const child = await start('worker');
    await Promise.race([pollsTaskQueues(temporal, child.pid), child.failed]);
    return child;
  };

  const api = `http://127.0.0.1:${config.port}`;
  const simulator = `http://127.0.0.1:${config.simulatorPort}`;
  const others = [await start('simulator'), await start('api')];
  let worker = await startWorker();
  await Promise.all([servesHttp('the api', `${api}/ready`), servesHttp('the simulator', `${simulator}/_sim/state`)]);

  const simulate = async (path: string, order?: object) => {
    const init = order && {
      method: 'POST',
      body: JSON.stringify(order),
      headers: { 'content-type': 'application/json' },
    };
    const response = await fetch(`${simulator}/_sim/${path}`, init);
    if (!response.ok) throw new Error(`The simulator answered ${response.status} to ${path}: ${await response.text()}`);
    return response.json();
  };
  // The privacy detection of a commit then takes 0.3 s.
  await simulate('clock', { speed: 10 });
  return {
    temporal,
    folder,
    api: async (role, method, path, body, headers) => {
      const response = await fetch(path.startsWith('http') ? path : api + path, {
        method,
        headers: { authorization: `Bearer ${apiKeys[role]}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    },
    simulate,
    effects: async (appid) => effect.parse(await simulate(`effects?appid=${appid}`)).map(({ path }) => path),
    worker: {
      kill: () => process.kill(worker.pid, 'SIGKILL'),
      start: async () => {
        worker = await startWorker();
      },
    },
    stop: async () => {
      for (const child of [worker, ...others]) await child.stop();
      await temporal.connection.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
