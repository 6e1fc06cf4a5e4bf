import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/** What to run as a child; its output goes to the end of `log`. */
export type ChildOptions = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly log: string;
};

/** A running child. */
export type Child = {
  readonly name: string;
  readonly pid: number;
  /** Rejects when the child ends without having been stopped: how on the first line, then its last words; never resolves. */
  readonly failed: Promise<never>;
  /** SIGTERM, and SIGKILL where that is not heeded in time. */
  readonly stop: () => Promise<void>;
};

/** A child ended that nobody had stopped. */
export class ChildEnded extends Error {
  override readonly name = 'ChildEnded';
  /** Whether somebody killed it; otherwise it ended by itself. */
  readonly killed: boolean;

  constructor(child: string, how: string, killed: boolean, lastWords: string) {
    super(`${child} ended (${how}).\n${lastWords}`);
    this.killed = killed;
  }
}

/** How long a child may take to end by itself, in milliseconds; a worker lets calls under way end for 20 s. */
const grace = 25_000;

/** Starts a child; throws where its command can't be run. */
export const startChild = async (options: ChildOptions): Promise<Child> => {
  const log = openSync(options.log, 'a');
  const before = fstatSync(log).size;
  // In a process group of its own: Ctrl-C reaches only us, and we stop the parts in their order.
  const child = spawn(options.command, [...options.args], {
    env: options.env,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  await once(child, 'spawn');
  // Also where this process ends by an error: nothing of ours stays behind.
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  let stopping = false;
  const ended = once(child, 'exit');
  const failed = ended.then(([code, signal]): Promise<never> => {
    process.off('exit', killWithUs);
    if (stopping) return new Promise(() => {});
    throw new ChildEnded(options.name, signal ?? `exit code ${code}`, signal !== null, lastWords(options.log, before));
  });
  // Whoever waits for it gets the rejection; nobody waiting must not end this process.
  failed.catch(() => {});
  const stop = async () => {
    stopping = true;
    child.kill('SIGTERM');
    const killed = setTimeout(() => child.kill('SIGKILL'), grace);
    await ended;
    clearTimeout(killed);
  };
  return { name: options.name, pid: child.pid ?? 0, failed, stop };
};

const lastWords = (log: string, from: number): string =>
  readFileSync(log).subarray(from).toString().trim().split('\n').slice(-12).join('\n');
