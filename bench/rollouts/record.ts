import { z } from 'zod';
import { createCallJson } from '../../scripts/journey/call-json.ts';
import type { BenchStack } from '../stack.ts';

const effect = z.array(z.object({ at: z.string(), appid: z.string(), path: z.string() }));
const counts = z.array(z.object({ path: z.string(), calls: z.number() }));
/** The world at a glance. */
const state = z.object({ effects: z.number() });

/** Seconds since the epoch at which each merchant got there, in the order of arrival. */
export type Arrivals = { readonly submitted: readonly number[]; readonly live: readonly number[] };

type Simulator = Pick<BenchStack, 'simulator'>;

/** How many effects the simulated WeChat has seen. */
export const effectsSoFar = async ({ simulator }: Simulator): Promise<number> =>
  state.parse(await createCallJson()('GET', `${simulator}/_sim/state`)).effects;

/** When merchants were submitted and went live, by the record of the simulated WeChat, from an effect on. */
export const arrivalsSince = async ({ simulator }: Simulator, from: number): Promise<Arrivals> => {
  const all = effect.parse(await createCallJson()('GET', `${simulator}/_sim/effects`)).slice(from);
  const timesOf = (path: string) => all.filter((each) => each.path === path).map(({ at }) => Date.parse(at) / 1_000);
  return { submitted: timesOf('/wxa/submit_audit'), live: timesOf('/wxa/release') };
};

/** How often each call was made. */
export type CallCounts = Readonly<Record<string, number>>;

export const callsSoFar = async ({ simulator }: Simulator): Promise<CallCounts> => {
  const sum: Record<string, number> = {};
  for (const { path, calls } of counts.parse(await createCallJson()('GET', `${simulator}/_sim/calls`))) {
    sum[path] = (sum[path] ?? 0) + calls;
  }
  return sum;
};

/** What was called between two looks. */
export const callsBetween = (before: CallCounts, after: CallCounts): CallCounts =>
  Object.fromEntries(
    Object.entries(after)
      .map(([path, calls]) => [path, calls - (before[path] ?? 0)] as const)
      .filter(([, calls]) => calls > 0),
  );
