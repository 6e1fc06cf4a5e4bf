import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { readConfig } from '../../config/config.ts';
import { completeForDevelopment } from '../../config/development.ts';
import { type Child, startChild } from '../../scripts/child.ts';
import { freePort } from '../../scripts/ports.ts';
import { pollsTaskQueues, servesHttp } from '../../scripts/readiness.ts';
import { connect } from '../../temporal/connect.ts';
import { claimNamespace } from '../namespace.ts';

const run = promisify(execFile);
const running: Child[] = [];
let folder: string;
afterEach(async () => {
  await Promise.all(running.map((child) => child.stop()));
  await rm(folder, { recursive: true, force: true });
});

describe('the production build', () => {
  it('serves, takes work and rotates keys, in production and from compiled files alone', {
    timeout: 120_000,
  }, async () => {
    await run(process.execPath, ['scripts/run.mjs', 'build']);
    folder = await mkdtemp(join(tmpdir(), 'weft-build-'));
    const { env: made } = completeForDevelopment({
      PORT: String(await freePort('127.0.0.1')),
      WEFT_DATA: folder,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: await claimNamespace(),
    });
    const env = { ...made, NODE_ENV: 'production', WORKFLOW_BUNDLE: 'dist/workflow-bundle.js' };
    const start = async (name: string) => {
      const args = [`dist/${name}/main.js`];
      const child = await startChild({ name, command: process.execPath, args, env, log: join(folder, `${name}.log`) });
      running.push(child);
      return child;
    };
    const api = await start('api');
    const worker = await start('worker');

    const config = readConfig(env);
    const temporal = connect({ ...config.temporal, ring: config.encryptionKeys });
    const up = Promise.all([
      servesHttp('the api', `http://127.0.0.1:${config.port}/ready`),
      pollsTaskQueues(temporal, worker.pid),
    ]);
    await expect(Promise.race([up, api.failed, worker.failed])).resolves.toHaveLength(2);
    const rotation = await run(process.execPath, ['dist/scripts/rotate-keys.js'], { env });
    expect(rotation.stdout).toContain('0 entities were asked');
    await temporal.connection.close();
  });
});
