import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';

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
  /** Rejects when the child ends without having been stopped, with its last words; never resolves. */
  readonly failed: Promise<never>;
  /** SIGTERM, and SIGKILL where that is not heeded in time. */
  readonly stop: () => Promise<void>;
};

/** How long a child may take to end by itself, in milliseconds. */
const grace = 15_000;

/** Starts a child; throws where its command can't be run. */
export const startChild = async (options: ChildOptions): Promise<Child> => {
  const log = openSync(options.log, 'a');
  const child = spawn(options.command, [...options.args], { env: options.env, stdio: ['ignore', log, log] });
  closeSync(log);
  await once(child, 'spawn');
  // Also where this process ends by an error: nothing of ours stays behind.
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  let stopping = false;
  const ended = once(child, 'exit');
  const failed = ended.then(([code, signal]): Promise<never> => {
    if (stopping) return new Promise(() => {});
    throw new Error(
      `${options.name} ended (${signal ?? `exit code ${code}`}). Its last words:\n${lastWords(options.log)}`,
    );
  });
  // Whoever waits for it gets the rejection; nobody waiting must not end this process.
  failed.catch(() => {});
  const stop = async () => {
    stopping = true;
    child.kill('SIGTERM');
    const killed = setTimeout(() => child.kill('SIGKILL'), grace);
    await ended;
    clearTimeout(killed);
    process.off('exit', killWithUs);
  };
  return { name: options.name, pid: child.pid ?? 0, failed, stop };
};

const lastWords = (log: string): string => readFileSync(log, 'utf8').trim().split('\n').slice(-12).join('\n');
