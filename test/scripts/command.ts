import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A running command of package.json. */
export type Command = {
  readonly child: ChildProcess;
  /** What it said until now, to either output. */
  said(): string;
  /** Waits for its end. */
  end(): Promise<{ readonly status: number | null; readonly said: string }>;
};

/** Runs a command of package.json in an environment that holds nothing but this, in a process group of its own. */
export const startCommand = (command: string, env: Readonly<Record<string, string>>): Command => {
  const child = spawn(process.execPath, ['scripts/run.mjs', command], { env, detached: true });
  let said = '';
  for (const output of [child.stdout, child.stderr]) {
    output.on('data', (chunk) => {
      said += chunk;
    });
  }
  return {
    child,
    said: () => said,
    end: async () => {
      const [status] = await once(child, 'close');
      return { status, said };
    },
  };
};
