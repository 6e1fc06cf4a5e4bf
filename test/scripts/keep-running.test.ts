import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChild } from '../../scripts/child.ts';
import { keepRunning } from '../../scripts/keep-running.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-keep-'));
});
afterEach(() => rm(folder, { recursive: true }));

const start = (program: string) => () =>
  startChild({ name: 'part', command: process.execPath, args: ['-e', program], log: join(folder, 'log') });

describe('a part that is kept running', () => {
  it('is started again after it ended, with a word about it', async () => {
    const said: string[] = [];
    const program = 'setTimeout(() => process.exit(1), 1_000)';
    const part = await keepRunning(start(program), (line) => said.push(line), 500);
    const first = part.pid;
    await expect.poll(() => part.pid, { timeout: 20_000 }).not.toBe(first);
    await part.stop();
    expect(said).toEqual(['part ended (exit code 1). It is started again.']);
  });

  it('is given up where it ends at once', async () => {
    const { failed } = await keepRunning(start("console.error('no configuration'); process.exit(1)"), () => {});
    await expect(failed).rejects.toThrow(/exit code 1.*no configuration/s);
  });

  it('is started again however soon somebody kills it', async () => {
    const part = await keepRunning(start('setInterval(() => {}, 1000)'), () => {});
    for (const _time of [1, 2]) {
      const before = part.pid;
      process.kill(before, 'SIGKILL');
      await expect.poll(() => part.pid, { timeout: 20_000 }).not.toBe(before);
    }
    await part.stop();
  });

  it('stays down once it is stopped', async () => {
    const said: string[] = [];
    const part = await keepRunning(start('setInterval(() => {}, 1000)'), (line) => said.push(line));
    await part.stop();
    expect(() => process.kill(part.pid, 0)).toThrow('ESRCH');
    expect(said).toEqual([]);
  });
});
