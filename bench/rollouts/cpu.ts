import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { StackPart } from '../../scripts/stack.ts';
import type { BenchStack } from '../stack.ts';

/** What takes the machine's time. */
export const parts = ['temporal', 'worker', 'api', 'simulator'] as const satisfies readonly StackPart[];

/** Seconds of CPU time by part, and by the bench itself. */
export type CpuTimes = Readonly<Record<(typeof parts)[number] | 'bench', number>>;

/** What each part has used since it was started. */
export const cpuTimes = async ({ pidOf }: Pick<BenchStack, 'pidOf'>): Promise<CpuTimes> => {
  const [temporal = 0, worker = 0, api = 0, simulator = 0] = await Promise.all(
    parts.map((part) => secondsOf(pidOf(part))),
  );
  const { user, system } = process.cpuUsage();
  return { temporal, worker, api, simulator, bench: (user + system) / 1e6 };
};

/** What was used between two looks. */
export const cpuBetween = (before: CpuTimes, after: CpuTimes): CpuTimes => ({
  temporal: after.temporal - before.temporal,
  worker: after.worker - before.worker,
  api: after.api - before.api,
  simulator: after.simulator - before.simulator,
  bench: after.bench - before.bench,
});

/** By `ps`, which Linux and macOS have alike: `[[days-]hours:]minutes:seconds`. */
const secondsOf = async (pid: number): Promise<number> => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'time=', '-p', String(pid)]);
  const [clock = '', days = '0'] = stdout.trim().split('-').toReversed();
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400;
};
