import type { WaitingFor } from '../messages/progress.ts';
import type { Process } from './process.ts';

/** A wait for people that reminds of its end. */
export type Reminded<F> = {
  /** The step under which a reminder is noted. */
  readonly step: string;
  readonly waitingFor: WaitingFor;
  /** When it ends, in milliseconds since the epoch. */
  readonly until: number;
  /** How long before that to remind, each time, in milliseconds. */
  readonly remind: readonly number[];
  /** Waits so long; `undefined` where nothing came of it. */
  readonly wait: (waitingFor: WaitingFor, until: number) => Promise<F | undefined>;
  /** Something else that ends the wait. */
  readonly over?: () => boolean;
};

/** Waits for people, and notes at each of the set times that their window ends. */
export const withReminders = async <F>(
  process: Process,
  { step, waitingFor, until, remind, wait, over = () => false }: Reminded<F>,
): Promise<F | undefined> => {
  const end = new Date(until).toISOString();
  const shown = { until: end, ...waitingFor };
  const times = remind.map((before) => until - before).toSorted((one, other) => one - other);
  for (const [index, at] of times.entries()) {
    if (at <= Date.now()) continue;
    const found = await wait(shown, at);
    if (found !== undefined || over()) return found;
    process.remind(step, `Reminder ${index + 1} of ${times.length}: the window ends at ${end}.`);
  }
  return wait(shown, until);
};
