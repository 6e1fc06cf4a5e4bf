import { type Clock, day } from '../clock.ts';
import type { Asked, Person, Task } from '../person.ts';

/** Alarms of the clock that end with the default world. */
export type Alarms = {
  /** Runs something after so many simulated milliseconds; the returned function calls it off. */
  after(ms: number, run: () => void): () => void;
  clear(): void;
};

/** Makes alarms. */
export const createAlarms = (clock: Clock): Alarms => {
  const pending = new Set<() => void>();
  return {
    after: (ms, run) => {
      const callOff = clock.at(clock.now() + ms, () => {
        pending.delete(callOff);
        run();
      });
      pending.add(callOff);
      return () => {
        pending.delete(callOff);
        callOff();
      };
    },
    clear: () => {
      for (const callOff of pending) callOff();
      pending.clear();
    },
  };
};

/** Asks a person who has 24 h, as WeChat gives to all; `expired` runs where the matter is not settled by then. */
export const askForADay = <Act extends string>(
  alarms: Alarms,
  person: Person<Act>,
  { expired, ...task }: Task<Act> & { expired?(): void },
): Asked<Act> => {
  const asked = person.ask({
    ...task,
    act: (does) => {
      const done = task.act(does);
      if (done.settled) callOff();
      return done;
    },
  });
  const callOff = alarms.after(day, () => {
    asked.dismiss();
    expired?.();
  });
  return {
    ...asked,
    dismiss: () => {
      callOff();
      asked.dismiss();
    },
  };
};
