import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freePort } from '../../scripts/ports.ts';
import type { Secret } from '../../simulator/records.ts';
import { startCommand } from '../scripts/command.ts';
import { startReceiver } from './receiver.ts';

const platform = {
  COMPONENT_APPID: 'wx00000000000000c0',
  CALLBACK_TOKEN: 'aRandomWord',
  CALLBACK_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};

it('runs alone for any gateway, makes up what it is not told, logs no credential, and stops when told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  const port = String(await freePort('127.0.0.1'));
  const receiver = await startReceiver({
    token: platform.CALLBACK_TOKEN,
    aesKey: platform.CALLBACK_AES_KEY,
    componentAppid: platform.COMPONENT_APPID,
  });
  const environment = {
    PATH: process.env.PATH ?? '',
    WEFT_DATA: folder,
    SIMULATOR_PORT: port,
    GATEWAY_URL: receiver.url,
    ...platform,
  };
  const command = startCommand('simulator', environment);
  try {
    await receiver.push('component_verify_ticket');
    const secrets = (await (await fetch(`http://127.0.0.1:${port}/_sim/secrets`)).json()) as Secret[];
    expect(secrets.map(({ kind }) => kind)).toEqual(['component-secret', 'ticket']);

    const second = await startCommand('simulator', environment).end();
    expect(second).toMatchObject({ status: 1, said: expect.stringContaining('SIMULATOR_PORT') });

    const end = command.end();
    command.child.kill('SIGTERM');
    const { status, said } = await end;
    expect(status).toBe(0);
    expect(said).toContain('component_verify_ticket');
    for (const { value } of secrets) expect(said).not.toContain(value);
  } finally {
    if (command.child.exitCode === null && command.child.kill('SIGKILL')) await once(command.child, 'close');
    receiver.close();
    rmSync(folder, { recursive: true });
  }
});
