import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type { Role } from '../config/api-keys.ts';
import { type Config, readConfig } from '../config/config.ts';
import { completeForDevelopment } from '../config/development.ts';
import { freePorts } from '../scripts/ports.ts';
import { type Stack, startStack } from '../scripts/stack.ts';
import { connect } from '../temporal/connect.ts';

/** Everything that runs, a client of its Temporal, and a key of the API for each role. */
export type BenchStack = Pick<Stack, 'api' | 'simulator' | 'pidOf'> & {
  readonly config: BenchConfig;
  readonly temporal: Client;
  readonly apiKeys: Readonly<Record<Role, string>>;
};

/** What pushes to it are made with. */
export type BenchConfig = Pick<Config, 'component' | 'callback'>;

/** `say` is told what is started, and started again; a `folder` that is given stays, with logs and Temporal's database; `settings` are what of the configuration is not the default. */
export type OnStack = {
  readonly say?: (line: string) => void;
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, string>>;
};

/** Measures on a fresh stack with a folder and ports of its own, of which nothing stays unless told. */
export const onStack = async <T>(
  measure: (stack: BenchStack) => Promise<T>,
  { say = () => {}, folder: kept, settings = {} }: OnStack = {},
): Promise<T> => {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'weft-bench-'));
  const [port, simulatorPort, temporalPort, uiPort] = await freePorts('127.0.0.1', 4);
  const { env, apiKeys } = completeForDevelopment({
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...settings,
    WEFT_DATA: folder,
    PORT: String(port),
    SIMULATOR_PORT: String(simulatorPort),
    TEMPORAL_PORT: String(temporalPort),
    TEMPORAL_UI_PORT: String(uiPort),
  });
  const config = readConfig(env);
  try {
    const stack = await startStack({ config, env, say });
    const temporal = connect({ ...config.temporal, ring: config.encryptionKeys });
    try {
      const { api, simulator, pidOf } = stack;
      return await Promise.race([measure({ api, simulator, pidOf, config, temporal, apiKeys }), stack.failed]);
    } finally {
      await temporal.connection.close();
      await stack.stop();
    }
  } finally {
    if (kept === undefined) await rm(folder, { recursive: true, force: true });
  }
};
