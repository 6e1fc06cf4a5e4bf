import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { completeForDevelopment } from '../../config/development.ts';
import { freePort } from '../../scripts/ports.ts';
import type { Secret } from '../../simulator/records.ts';
import { startReceiver } from './receiver.ts';

it('runs with the configuration of the environment, logs no credential, and stops when told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  const port = String(await freePort('127.0.0.1'));
  const { env } = completeForDevelopment({ ...process.env, WEFT_DATA: folder, SIMULATOR_PORT: port });
  const { CALLBACK_TOKEN: token = '', CALLBACK_AES_KEY: aesKey = '', COMPONENT_APPID: componentAppid = '' } = env;
  const receiver = await startReceiver({ token, aesKey, componentAppid });
  const child = spawn(process.execPath, ['--import', 'tsx', 'simulator/main.ts'], {
    env: { ...env, PORT: new URL(receiver.url).port },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = text(child.stdout);
  try {
    await receiver.push('component_verify_ticket');
    const secrets = (await (await fetch(`http://127.0.0.1:${port}/_sim/secrets`)).json()) as Secret[];
    expect(secrets.map(({ kind }) => kind)).toEqual(['component-secret', 'ticket']);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    const log = await output;
    expect(log).toContain('component_verify_ticket');
    for (const { value } of secrets) expect(log).not.toContain(value);
  } finally {
    child.kill('SIGKILL');
    receiver.close();
    rmSync(folder, { recursive: true });
  }
});
