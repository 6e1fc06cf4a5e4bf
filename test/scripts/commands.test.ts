import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePorts } from '../../scripts/ports.ts';
import { type Command, startCommand } from './command.ts';

const host = '127.0.0.1';
let env: Record<string, string>;
let running: ChildProcess | undefined;

beforeEach(async () => {
  const [port, simulatorPort, temporalPort, temporalUiPort] = await freePorts(host, 4);
  env = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    WEFT_DATA: await mkdtemp(join(tmpdir(), 'weft-commands-')),
    PORT: String(port),
    SIMULATOR_PORT: String(simulatorPort),
    TEMPORAL_PORT: String(temporalPort),
    TEMPORAL_UI_PORT: String(temporalUiPort),
  };
});
afterEach(async () => {
  if (running && running.exitCode === null && running.kill()) await once(running, 'close');
  await rm(env.WEFT_DATA ?? '', { recursive: true, force: true });
});

/** Runs a command of package.json. */
const run = (command: string, more: Record<string, string> = {}): Command => {
  const started = startCommand(command, { ...env, ...more });
  running = started.child;
  return started;
};

const listen = async (port: string | undefined): Promise<Server> => {
  const server = createServer().listen(Number(port), host);
  await once(server, 'listening');
  return server;
};

describe('npm run demo', () => {
  it('takes a merchant from nothing to online, and ends with 0', { timeout: 180_000 }, async () => {
    const { status, said } = await run('demo').end();
    expect(said).toMatch(/^ready .+$.+registered: wx\w+$.+released and read back: version 1\.1\.0 is online$/ms);
    expect(status).toBe(0);
    // Nothing stays behind: all ports are free again.
    for (const name of ['PORT', 'SIMULATOR_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'] as const) {
      (await listen(env[name])).close();
    }
  });
});

describe('npm start', () => {
  it('stays up without a journey until it is told to stop', { timeout: 120_000 }, async () => {
    const { child, said, end } = run('start', { DEMO: 'off' });
    await expect.poll(said, { timeout: 90_000 }).toMatch(/^ready .+stays up until Ctrl-C/ms);
    const health = await fetch(`http://${host}:${env.PORT}/health`);
    expect(health.status).toBe(200);
    // As a terminal's Ctrl-C does it: to the whole process group.
    process.kill(-(child.pid ?? 0), 'SIGINT');
    const { status, said: saidInAll } = await end();
    expect(status).toBe(0);
    expect(saidInAll).not.toContain('started again');
  });

  it.each(['PORT', 'SIMULATOR_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'] as const)(
    'names %s where that port is taken',
    async (name) => {
      const server = await listen(env[name]);
      const { status, said } = await run('start').end();
      server.close();
      expect(said).toContain(`Port ${env[name]} is taken.`);
      expect(said).toContain(`set ${name} to a free port`);
      expect(status).toBe(1);
    },
  );

  it('makes nothing up for production, and names what is missing', async () => {
    const { status, said } = await run('start', { NODE_ENV: 'production' }).end();
    expect(said).toContain('COMPONENT_SECRET is missing');
    expect(said).toContain('ENCRYPTION_KEYS is missing');
    expect(status).toBe(1);
  });
});
