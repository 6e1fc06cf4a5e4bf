import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, ChildEnded } from './child.ts';

/** Between an end and the next start, in milliseconds. */
const pause = 1_000;

/**
 * A child that is started again whenever it ends or is killed, and each time that is said. What ends by itself within
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
      const killed = end instanceof ChildEnded && end.killed;
      if (stopping || (!killed && Date.now() - began < shortestLife)) throw end;
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
