import { createCallJson } from '../scripts/journey/call-json.ts';
import { createChance } from '../simulator/chance.ts';
import { eachOf } from './each-of.ts';
import { makeFleet, setWeather, usualWeather } from './fleet.ts';
import type { Report } from './report.ts';
import { type BareRun, bareLoop, stepByStep } from './rollouts/bare.ts';
import { bareClient, bareRelease } from './rollouts/bare-calls.ts';
import { type CpuTimes, cpuBetween, cpuTimes } from './rollouts/cpu.ts';
import { type Written, writtenBetween } from './rollouts/histories.ts';
import { polls, rollOut } from './rollouts/product.ts';
import { arrivalsSince, type CallCounts, callsBetween, callsSoFar, effectsSoFar } from './rollouts/record.ts';
import { type BenchStack, onStack } from './stack.ts';
import { ratio } from './table.ts';

/** How many merchants the largest fleet has, and how many are in flight. */
export type RolloutSizes = { readonly most: number; readonly windows: readonly number[] };

/** The fleets by whose size it is shown how all grow; each has a stack of its own. */
const fleetSizes = [100, 1_000, 5_000];

/** In flight at the same time where nothing else is said. */
const usual = 32;
/** How long audits take, in milliseconds: to minutes, or to half of one where the fleets are so small that little else would be seen. */
type Audits = { readonly from: number; readonly to: number };
const auditsOf = (most: number): Audits => ({ from: 3_000, to: most < 1_000 ? 30_000 : 120_000 });

/** The default limits a worker to what WeChat may bear; here the machine is to be the limit. */
const settings = { CALLS_PER_MINUTE: '1000000' };

type Fleet = { readonly size: number; readonly audits: Audits; readonly windows: readonly number[] };

type Way = 'Weft' | 'bare loop' | 'step by step';

/** A version that went out to all merchants of a stack. */
type Run = {
  readonly way: Way;
  readonly merchants: number;
  readonly inFlight: number;
  /** Seconds from the begin until so many are submitted or live. */
  readonly submitted: number;
  readonly median: number;
  readonly last: number;
  readonly calls: CallCounts;
  readonly cpu: CpuTimes;
  readonly seconds: number;
  readonly written?: Readonly<Record<string, Written>>;
};

/**
 * A version for all merchants through the product and, on the same cores and against the same simulated WeChat, by a bare
 * loop and step by step; for so many in flight and for fleets of several sizes.
 */
export const measureRollouts = async (report: Report, { most, windows }: RolloutSizes): Promise<void> => {
  const audits = auditsOf(most);
  const sizes = [...fleetSizes.filter((size) => size < most), most];
  const runs: Run[] = [];
  for (const size of sizes) {
    const fleet = { size, audits, windows: size === windowed(sizes) ? windows : [usual] };
    await onStack((stack) => measureFleet(report, stack, fleet, runs), { say: report.say, settings });
  }
  tell(report, runs, { audits, windowedSize: windowed(sizes) });
};

/** The fleet with which several windows are tried: of 1,000, or the largest below. */
const windowed = (sizes: readonly number[]): number =>
  Math.max(...sizes.filter((size) => size <= 1_000), sizes[0] ?? 0);

const measureFleet = async (
  { say }: Report,
  stack: BenchStack,
  { size, audits, windows }: Fleet,
  runs: Run[],
): Promise<void> => {
  const appids = await makeFleet(stack, size, say);
  await prepareWeChat(stack, appids, audits);
  const wechat = await bareClient(stack, appids);
  await setWeather(stack, usualWeather);
  let versions = 0;
  const measure = async (way: Way, inFlight: number, run: (userVersion: string) => Promise<void>) => {
    versions += 1;
    const { begun, ended, ...found } = await observe(stack, size, () => run(`1.${versions}.0`));
    const written = way === 'Weft' ? { written: await writtenBetween(stack.temporal, begun, ended) } : {};
    runs.push({ way, merchants: size, inFlight, ...found, ...written });
    say(`${way}, ${size} merchants, ${inFlight} in flight: the last is live after ${found.last.toFixed(0)} s`);
  };
  const bare = (run: BareRun, inFlight: number) => (userVersion: string) =>
    run(bareRelease(wechat, userVersion), appids, inFlight);
  for (const inFlight of windows) {
    await measure('Weft', inFlight, (userVersion) =>
      rollOut(stack, { appids, userVersion, window: inFlight }, { say }),
    );
    await measure('bare loop', inFlight, bare(bareLoop, inFlight));
    if (inFlight === usual) await measure('step by step', inFlight, bare(stepByStep, inFlight));
  }
};

/** A month with turns for all, and for each merchant an auditor who takes its own time, the same in all runs; short ones are more frequent (log-uniform). */
const prepareWeChat = async ({ simulator }: BenchStack, appids: readonly string[], audits: Audits): Promise<void> => {
  const order = createCallJson();
  await order('POST', `${simulator}/_sim/quota`, { submissions: 1_000_000 });
  const chance = createChance(1);
  const times = new Map(
    appids.map((appid) => [appid, Math.round(audits.from * (audits.to / audits.from) ** chance())] as const),
  );
  await eachOf(times, 16, async ([appid, afterMs]) => {
    await order('POST', `${simulator}/_sim/people`, { person: 'auditor', does: 'pass', afterMs, appid });
  });
};

const observe = async (stack: BenchStack, merchants: number, run: () => Promise<void>) => {
  const [effects, calls, cpu] = await Promise.all([effectsSoFar(stack), callsSoFar(stack), cpuTimes(stack)]);
  const begun = Date.now();
  await run();
  const ended = Date.now();
  const used = cpuBetween(cpu, await cpuTimes(stack));
  const { submitted, live } = await arrivalsSince(stack, effects);
  const after = (times: readonly number[], index: number) => (times[index] ?? Number.NaN) - begun / 1_000;
  return {
    submitted: after(submitted, merchants - 1),
    median: after(live, Math.ceil(merchants / 2) - 1),
    last: after(live, merchants - 1),
    calls: callsBetween(calls, await callsSoFar(stack)),
    cpu: used,
    seconds: (ended - begun) / 1_000,
    ...{ begun, ended },
  };
};

const perMinute = (count: number, seconds: number) => Math.round((count * 60) / seconds);
const sumOf = (counts: CallCounts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

const tell = (
  report: Report,
  runs: readonly Run[],
  { audits, windowedSize }: { readonly audits: Audits; readonly windowedSize: number },
): void => {
  report.text(
    `One version for all merchants, against the simulated WeChat: a call takes ${usualWeather.fromMs} to ${usualWeather.toMs} ms, ${usualWeather.failing * 100} % of all fail without a reason, the privacy detection takes 3 s and is asked for every ${polls.detection / 1_000} s, an audit takes ${audits.from / 1_000} to ${audits.to / 1_000} s, each merchant's the same in every run. The bare loop makes the calls of a release of Weft with the same client from one process, polls audits every ${polls.audit / 1_000} s, tries again blindly and keeps nothing; like Weft it lets the next merchant begin while one waits for its audit. Step by step all merchants pass a step before any begins the next.`,
  );
  const baseOf = ({ merchants, inFlight }: Run) =>
    runs.find((run) => run.way === 'bare loop' && run.merchants === merchants && run.inFlight === inFlight);
  const rowOf = (run: Run) => {
    const base = baseOf(run) ?? run;
    return {
      way: run.way,
      merchants: run.merchants,
      'in flight': run.inFlight,
      'submitted/min': perMinute(run.merchants, run.submitted),
      'of the bare loop': ratio(base.submitted, run.submitted),
      'live/min': perMinute(run.merchants, run.last),
      'of it': ratio(base.last, run.last),
      'median live': `${Math.round(run.median)} s`,
      'last live': `${Math.round(run.last)} s`,
      'calls a merchant': (sumOf(run.calls) / run.merchants).toFixed(1),
    };
  };
  const windows = runs.filter(({ merchants }) => merchants === windowedSize);
  report.table(`${windowedSize} merchants, by how many are in flight`, windows.map(rowOf));
  report.text(
    'Submitted a minute is the speed of the machine: until then nobody waits for WeChat but for calls and the detection. Live a minute holds the longest audit too.',
  );
  const sizes = runs.filter(({ inFlight }) => inFlight === usual);
  if (new Set(sizes.map(({ merchants }) => merchants)).size > 1)
    report.table(`By the size of the fleet, ${usual} in flight`, sizes.map(rowOf));
  report.table('Where the time goes: CPU of each process, in ms a merchant', runs.map(cpuRow));
  const [own] = windows.filter(({ way, inFlight }) => way === 'Weft' && inFlight === usual);
  if (own) tellCost(report, own);
};

const cpuRow = ({ way, merchants, inFlight, cpu, seconds }: Run) => {
  const each = (used: number) => Math.round((used * 1_000) / merchants);
  const all = Object.values(cpu).reduce((sum, used) => sum + used, 0);
  return {
    way,
    merchants,
    'in flight': inFlight,
    temporal: each(cpu.temporal),
    worker: each(cpu.worker),
    api: each(cpu.api),
    simulator: each(cpu.simulator),
    bench: each(cpu.bench),
    all: each(all),
    'cores in use': (all / seconds).toFixed(1),
  };
};

const tellCost = (report: Report, { merchants, inFlight, calls, written = {} }: Run): void => {
  const each = (count: number) => (count / merchants).toFixed(1);
  const rows = Object.entries(written).sort(([, a], [, b]) => b.events - a.events);
  const total = rows.reduce(
    (sum, [, { events, actions }]) => ({ events: sum.events + events, actions: sum.actions + actions }),
    { events: 0, actions: 0 },
  );
  report.table(`What a merchant costs in Temporal (${merchants} merchants, ${inFlight} in flight)`, [
    ...rows.map(([type, { runs, events, actions }]) => ({
      'type of workflow': type,
      runs,
      'events a merchant': each(events),
      'actions a merchant': each(actions),
    })),
    {
      'type of workflow': 'all',
      runs: '',
      'events a merchant': each(total.events),
      'actions a merchant': each(total.actions),
    },
  ]);
  report.text(
    'Actions are what Temporal Cloud bills ([its definition](https://docs.temporal.io/cloud/actions)), counted in the histories: workflows started, attempts of activities, timers, signals, updates, upserts of search attributes. Queries are billed too and stand in no history. Of types with more than 40 runs 40 were read.',
  );
  report.table(
    'Calls of WeChat a merchant, with those that failed for no reason of their own',
    Object.entries(calls)
      .sort(([, a], [, b]) => b - a)
      .map(([call, count]) => ({ call, 'a merchant': (count / merchants).toFixed(2) })),
  );
};
