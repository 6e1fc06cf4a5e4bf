/** An instant of the simulator's clock, in milliseconds since the epoch. */
export type Instant = number;

/** An hour of this clock, in milliseconds. */
export const hour = 3_600_000;
/** A day of this clock, in milliseconds. */
export const day = 24 * hour;

/** The simulator's one clock: it starts at the real time and may run faster or be moved on; it never goes back. */
export type Clock = {
  now(): Instant;
  /** The same in unix seconds, as answers carry it. */
  seconds(): number;
  /** Runs something at an instant of this clock; the returned function calls it off. */
  at(due: Instant, run: () => void): () => void;
  speed(): number;
  /** Simulated milliseconds for each real one, more than 0. */
  setSpeed(speed: number): void;
  /** Moves the clock on by simulated milliseconds; what has become due runs at once. */
  advance(ms: number): void;
  /** Forgets what is still to come. */
  stop(): void;
};

type Alarm = { readonly due: Instant; readonly run: () => void };

/** The longest time a Node timer can wait. */
const longestTimer = 2 ** 31 - 1;

/** Makes a clock; `wall` is the real time in milliseconds. */
export const createClock = (wall: () => number = Date.now): Clock => {
  let speed = 1;
  let base = wall();
  let since = base;
  let timer: NodeJS.Timeout | undefined;
  const alarms = new Set<Alarm>();

  const now = () => base + (wall() - since) * speed;
  const move = (ms: number) => {
    base = now() + ms;
    since = wall();
  };
  const arm = () => {
    clearTimeout(timer);
    if (alarms.size === 0) return;
    const next = Math.min(...[...alarms].map(({ due }) => due));
    timer = setTimeout(ring, Math.min(Math.max(0, (next - now()) / speed), longestTimer)).unref();
  };
  const ring = () => {
    const due = [...alarms].filter((alarm) => alarm.due <= now()).sort((a, b) => a.due - b.due);
    for (const alarm of due) {
      // One that is due as well may have been called off by another that was due before it.
      if (alarms.delete(alarm)) alarm.run();
    }
    arm();
  };

  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    at: (due, run) => {
      const alarm = { due, run };
      alarms.add(alarm);
      arm();
      return () => {
        alarms.delete(alarm);
        arm();
      };
    },
    speed: () => speed,
    setSpeed: (next) => {
      move(0);
      speed = next;
      arm();
    },
    advance: (ms) => {
      move(ms);
      ring();
    },
    stop: () => {
      clearTimeout(timer);
      alarms.clear();
    },
  };
};
