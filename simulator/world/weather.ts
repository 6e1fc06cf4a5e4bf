import { setTimeout as sleep } from 'node:timers/promises';
import { createChance } from '../chance.ts';
import type { CallFault } from '../faults.ts';

/** How calls fare on their way: how long they take, in real milliseconds, and which share of them fails for no reason of their own. */
export type Conditions = {
  readonly fromMs: number;
  readonly toMs: number;
  /** From 0 to 1. */
  readonly failing: number;
  /** Whom the dice obey. */
  readonly seed: number;
};

/** The network between the platform and WeChat. */
export type Weather = {
  set(conditions: Conditions): void;
  /** Takes a call there and its answer back. */
  carry<T>(call: () => Promise<T>): Promise<T>;
  /** What strikes the next call, if anything. */
  fault(): CallFault | undefined;
  clear(): void;
};

const fair: Conditions = { fromMs: 0, toMs: 0, failing: 0, seed: 1 };
/** WeChat's "system busy" (-1), which says nothing about the effect, and connections that break. */
const transient: readonly CallFault[] = [
  { kind: 'errcode', errcode: -1 },
  { kind: 'errcodeAfter', errcode: -1 },
  { kind: 'dropBefore' },
  { kind: 'dropAfter' },
];

/** Makes fair weather. */
export const createWeather = (): Weather => {
  let conditions = fair;
  let chance = createChance(fair.seed);
  const set = (next: Conditions) => {
    conditions = next;
    chance = createChance(next.seed);
  };
  return {
    set,
    carry: async (call) => {
      const { fromMs, toMs } = conditions;
      if (toMs === 0) return call();
      // Half of it lies behind the effect, where whoever dies meanwhile never learns of it.
      const way = (fromMs + chance() * (toMs - fromMs)) / 2;
      await sleep(way, undefined, { ref: false });
      return call().finally(() => sleep(way, undefined, { ref: false }));
    },
    fault: () => (chance() < conditions.failing ? transient[Math.floor(chance() * transient.length)] : undefined),
    clear: () => set(fair),
  };
};
