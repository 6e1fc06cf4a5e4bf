import type { Clock } from '../clock.ts';
import type { Asked, Done, Person } from '../person.ts';

/** How long a link works, in milliseconds of the simulator's clock. */
export const linkLife = 24 * 3_600_000;

/** Puts a matter into a person's hands for 24 h; `expire` runs where it was not settled by then. */
export const handOver = <Act extends string>(matter: {
  readonly clock: Clock;
  readonly person: Person<Act>;
  /** The account it is about where a person has a rule for it. */
  readonly appid?: string;
  readonly act: (does: Act) => Done;
  readonly expire: () => void;
}): Asked<Act> => {
  const { clock, person, appid, act, expire } = matter;
  const callOffExpiry = clock.at(clock.now() + linkLife, () => {
    asked.dismiss();
    expire();
  });
  const asked = person.ask({
    ...(appid === undefined ? {} : { appid }),
    act: (does) => {
      const done = act(does);
      if (done.settled) callOffExpiry();
      return done;
    },
  });
  return asked;
};

/** An act that nobody is told of. */
export const silently = (settled: boolean): Done => ({ settled, told: Promise.resolve() });
