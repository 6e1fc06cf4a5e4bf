import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startChild } from '../../scripts/child.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-child-'));
});
afterEach(() => rm(folder, { recursive: true }));

const start = (program: string) =>
  startChild({ name: 'part', command: process.execPath, args: ['-e', program], log: join(folder, 'log') });
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a child', () => {
  it('that ends by itself is told with its last words', async () => {
    const { failed } = await start("console.error('the disk is full'); process.exit(3)");
    await expect(failed).rejects.toThrow(/part ended \(exit code 3\).*the disk is full/s);
  });

  it('that is stopped ends, and that is no failure', async () => {
    const child = await start('setInterval(() => {}, 1000)');
    const failure = vi.fn();
    child.failed.catch(failure);
    await child.stop();
    expect(isAlive(child.pid)).toBe(false);
    expect(failure).not.toHaveBeenCalled();
  });

  it('may finish what it does before it ends', async () => {
    const child = await start(
      "process.on('SIGTERM', () => { console.log('drained'); process.exit() }); console.log('up'); setInterval(() => {}, 1000)",
    );
    await vi.waitFor(async () => expect(await readFile(join(folder, 'log'), 'utf8')).toContain('up'));
    await child.stop();
    expect(await readFile(join(folder, 'log'), 'utf8')).toContain('drained');
  });

  it('whose command does not exist is an error at once', async () => {
    const started = startChild({ name: 'part', command: 'no-such-command', args: [], log: join(folder, 'log') });
    await expect(started).rejects.toThrow('no-such-command');
  });
});
