import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { connect } from '../temporal/connect.ts';
import { type Child, type ChildOptions, startChild } from './child.ts';
import { keepRunning } from './keep-running.ts';
import { requireDistinct, requireFreePort } from './ports.ts';
import { pollsTaskQueues, servesHttp } from './readiness.ts';
import { findTemporalCli } from './temporal-cli.ts';
import { answersQueries, startTemporalServer } from './temporal-server.ts';
import { userCache } from './user-cache.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

/** What a stack consists of; Temporal only where it is our own. */
export type StackPart = 'temporal' | 'simulator' | 'api' | 'worker';

/** Everything that runs on a developer's machine. */
export type Stack = {
  /** Where the API and the simulator are reached from this machine. */
  readonly api: string;
  readonly simulator: string;
  /** The process id of the part as it runs now. */
  readonly pidOf: (part: StackPart) => number;
  /** Rejects with the last words of the first part that does not stay up; never resolves. */
  readonly failed: Promise<never>;
  readonly stop: () => Promise<void>;
};

/** What to start: `config` was read from `env`, which is handed on to the parts. */
export type StackOptions = {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
};

/** As in the image: where a heap may take gigabytes, Node.js leaves garbage of 100 MB and more. */
const boundedHeap = { NODE_OPTIONS: '--max-old-space-size=512' };

/**
 * Starts Temporal, simulator, worker and api and waits until all of them serve; where one fails, none is left. A part
 * that ends later is started again.
 */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const { host, port, simulatorPort } = options.config;
  const api = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  const simulator = `http://127.0.0.1:${simulatorPort}`;
  const running: Child[] = [];
  // What started first is what the others need, so it goes last.
  const stop = async () => {
    for (const child of running.toReversed()) await child.stop();
  };
  try {
    await startParts(options, { api, simulator }, running);
    const failed = Promise.race(running.map((child) => child.failed));
    const pidOf = (part: StackPart) => running.find(({ name }) => name === part)?.pid ?? Number.NaN;
    return { api, simulator, failed, stop, pidOf };
  } catch (error) {
    await stop();
    throw error;
  }
};

const startParts = async (
  { config, env, say }: StackOptions,
  { api, simulator }: Pick<Stack, 'api' | 'simulator'>,
  running: Child[],
): Promise<void> => {
  const isOwnTemporal = !env.TEMPORAL_ADDRESS && config.temporal.address === `127.0.0.1:${config.temporalPort}`;
  requireDistinct({
    PORT: config.port,
    SIMULATOR_PORT: config.simulatorPort,
    ...(isOwnTemporal ? { TEMPORAL_PORT: config.temporalPort, TEMPORAL_UI_PORT: config.temporalUiPort } : {}),
  });
  await requireFreePort(config.host, config.port, 'PORT');
  await requireFreePort(config.host, config.simulatorPort, 'SIMULATOR_PORT');
  const logs = join(config.dataFolder, 'logs');
  mkdirSync(logs, { recursive: true });

  if (isOwnTemporal) {
    say('Temporal');
    await requireFreePort('127.0.0.1', config.temporalPort, 'TEMPORAL_PORT');
    await requireFreePort('127.0.0.1', config.temporalUiPort, 'TEMPORAL_UI_PORT');
    const cli = await findTemporalCli(userCache(process.env), say);
    running.push(await keepRunning(() => startOwnTemporal(config, cli, logs), say));
  } else {
    say(`Temporal at ${config.temporal.address}`);
    await answersQueries(config.temporal, [config.temporal.namespace]);
  }

  say('workflow bundle');
  const workflowBundle = resolve(config.dataFolder, 'workflow-bundle.js');
  writeFileSync(workflowBundle, await bundleWorkflows());

  const start = async (name: StackPart) => {
    const options: ChildOptions = {
      name,
      command: process.execPath,
      args: ['--import', 'tsx', `${name}/main.ts`],
      env: {
        ...(name === 'worker' ? boundedHeap : {}),
        ...env,
        TEMPORAL_ADDRESS: config.temporal.address,
        WORKFLOW_BUNDLE: workflowBundle,
      },
      log: join(logs, `${name}.log`),
    };
    const child = await keepRunning(() => startChild(options), say);
    running.push(child);
    return child;
  };
  say('simulator, worker, api');
  await start('simulator');
  await start('api');
  const worker = await start('worker');
  const client = connect({ ...config.temporal, ring: config.encryptionKeys });
  const ready = Promise.all([
    servesHttp('the simulator', `${simulator}/_sim/state`),
    servesHttp('the api', `${api}/ready`),
    pollsTaskQueues(client, worker.pid),
  ]);
  await Promise.race([ready, ...running.map((child) => child.failed)]).finally(() => client.connection.close());
};

const startOwnTemporal = (config: Config, cli: string, logs: string): Promise<Child> =>
  startTemporalServer({
    cli,
    port: config.temporalPort,
    uiPort: config.temporalUiPort,
    codecEndpoint: `http://localhost:${config.port}/codec`,
    database: join(config.dataFolder, 'temporal.db'),
    log: join(logs, 'temporal.log'),
    namespaces: [config.temporal.namespace],
  });
