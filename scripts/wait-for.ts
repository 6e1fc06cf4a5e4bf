import { setTimeout as sleep } from 'node:timers/promises';

/** How long between two attempts, in milliseconds. */
const pause = 300;

/** Repeats `attempt` until it succeeds; after `limit` milliseconds throws a sentence with its last complaint. */
export const waitFor = async <T>(what: string, limit: number, attempt: () => Promise<T>): Promise<T> => {
  const deadline = Date.now() + limit;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) {
        const said = error instanceof Error ? error.message : String(error);
        throw new Error(`${what} did not come within ${limit / 1000} s: ${said}`, { cause: error });
      }
      await sleep(pause);
    }
  }
};
