import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import type { Pushes } from './push.ts';
import type { Platform } from './world/platform.ts';

/** How often a ticket is pushed, in milliseconds of the simulator's clock. */
const interval = 10 * 60_000;
/** How long until the first ticket is tried again while the gateway is not up, in real milliseconds. */
const firstTryAgain = 500;

/** The push of tickets (验证票据). */
export type Tickets = {
  /** Pushes a ticket until the gateway takes it, then a new one every 10 minutes. False where it was running already. */
  start(): boolean;
  /** Stops pushing, as WeChat does with a gateway that fails. */
  stop(): void;
  /** Pushes a new ticket now, as publishing the platform (全网发布) does. */
  pushNow(): Promise<boolean>;
  running(): boolean;
};

type Run = { callOff(): void };

/** Makes the push of tickets; it does not run yet. */
export const createTickets = (platform: Platform, pushes: Pushes, clock: Clock): Tickets => {
  let run: Run | undefined;

  const push = (ticket: string) => pushes.toPlatform('componentVerifyTicket', { ComponentVerifyTicket: ticket });
  const pushFirst = async (current: Run) => {
    const ticket = platform.newTicket();
    while (run === current && !(await push(ticket))) await sleep(firstTryAgain, undefined, { ref: false });
  };
  const schedule = (current: Run) => {
    current.callOff = clock.at(clock.now() + interval, () => {
      void push(platform.newTicket());
      schedule(current);
    });
  };

  return {
    start: () => {
      if (run) return false;
      run = { callOff: () => {} };
      schedule(run);
      void pushFirst(run);
      return true;
    },
    stop: () => {
      run?.callOff();
      run = undefined;
    },
    pushNow: () => push(platform.newTicket()),
    running: () => run !== undefined,
  };
};
