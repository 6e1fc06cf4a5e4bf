import { execFile } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { findTemporalCli } from '../scripts/temporal-cli.ts';
import { userCache } from '../scripts/user-cache.ts';

/** What a figure depends on beside the code, in one sentence: the machine, what runs on it, and when. */
export const machineFacts = async (): Promise<string> => {
  const model = cpus()[0]?.model.trim() || 'unknown CPU';
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB`;
  const cli = await findTemporalCli(userCache(process.env), () => {});
  const { stdout } = await promisify(execFile)(cli, ['--version']);
  const [busy = 0] = loadavg();
  return [
    new Date().toISOString().slice(0, 10),
    `${availableParallelism()} cores (${model})`,
    `${memory} of memory`,
    `${process.platform} ${process.arch}`,
    `Node.js ${process.versions.node}`,
    stdout.trim().replace(/^temporal version /, 'Temporal CLI '),
    `load before it began ${busy.toFixed(1)}`,
  ].join(', ');
};
