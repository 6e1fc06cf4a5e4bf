import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** How many samples in a row, how far apart in milliseconds, show that a process is at rest. */
const samples = 10;
const apart = 1_000;
/** How far they may differ then. */
const spread = 0.02;
/** A process that has not come to rest after so many samples is taken as it is. */
const most = 90;

/** The resident memory (RSS) of a process once it stands still, in MB of a million bytes. */
export const settledMemory = async (pid: number): Promise<number> => {
  const seen: number[] = [];
  while (seen.length < most) {
    seen.push(await residentMemory(pid));
    const last = seen.slice(-samples);
    if (last.length === samples && Math.max(...last) <= Math.min(...last) * (1 + spread)) break;
    await sleep(apart);
  }
  return seen.at(-1) ?? 0;
};

/** By `ps`, which Linux and macOS have alike, in kibibytes. */
const residentMemory = async (pid: number): Promise<number> => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return (Number(stdout.trim()) * 1024) / 1_000_000;
};
