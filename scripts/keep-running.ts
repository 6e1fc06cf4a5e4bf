import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';

/** Between an end and the next start, in milliseconds. */
const pause = 1_000;

/**
 * A child that is started again whenever it ends by itself, and each time that is said. What lives less than
 * `shortestLife` milliseconds is broken: then `failed` rejects.
 */
export const keepRunning = async (
  start: () => Promise<Child>,
  say: (line: string) => void,
  shortestLife = 5_000,
): Promise<Child> => {
  let child = await start();
  let stopping = false;

  const watch = async (): Promise<never> => {
    for (;;) {
      const began = Date.now();
      const end = await child.failed.catch((error: unknown) => error);
      if (stopping || Date.now() - began < shortestLife) throw end;
      const [how] = String(end instanceof Error ? end.message : end).split('\n');
      say(`${how} It is started again.`);
      await sleep(pause);
      if (!stopping) child = await start();
      if (stopping) await child.stop();
    }
  };
  const failed = watch();
  // Whoever waits for it gets the rejection; nobody waiting must not end this process.
  failed.catch(() => {});
  return {
    name: child.name,
    get pid() {
      return child.pid;
    },
    failed,
    stop: async () => {
      stopping = true;
      await child.stop();
    },
  };
};
