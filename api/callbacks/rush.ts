import { performance } from 'node:perf_hooks';
import type { Inbox } from './inbox.ts';

/** What tells a rush; each has a default. */
export type RushOptions = {
  /** How often it is looked, in milliseconds; 100 unless told. */
  readonly window?: number;
  /** So many callbacks a second at least; 200 unless told. */
  readonly perSecond?: number;
  /** The share of the time in which this process had something to do; 0.9 unless told. */
  readonly busy?: number;
};

/**
 * Tells whether callbacks come faster than this process can take them and do anything else: WeChat waits for 5 s and then
 * pushes again, while a delivery may be a few seconds late.
 */
export const watchRush = (
  inbox: Pick<Inbox, 'onCommit'>,
  { window = 100, perSecond = 200, busy = 0.9 }: RushOptions = {},
): (() => boolean) => {
  let arrived = 0;
  let since = performance.now();
  let used = performance.eventLoopUtilization();
  let rushed = false;
  const look = () => {
    const passed = performance.now() - since;
    if (passed < window) return;
    const now = performance.eventLoopUtilization();
    rushed = (arrived * 1_000) / passed >= perSecond && performance.eventLoopUtilization(now, used).utilization >= busy;
    arrived = 0;
    since += passed;
    used = now;
  };
  inbox.onCommit(() => {
    arrived += 1;
    look();
  });
  return () => {
    look();
    return rushed;
  };
};
