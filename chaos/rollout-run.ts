import { makeFleet, setWeather, usualWeather } from '../bench/fleet.ts';
import type { BenchStack } from '../bench/stack.ts';
import { type Delays, delaysOf } from './delays.ts';
import { gather } from './gather.ts';
import type { Evidence } from './judge.ts';
import { allServe, type Kill, killAsPlanned } from './kills.ts';
import { makePlan, type Shares } from './plan.ts';
import { operatorOf, until } from './rollout.ts';
import { watchOf } from './watch.ts';
import { type Calls, instructAuditor, weChatOf } from './wechat.ts';

export type RunOptions = {
  readonly seed: number;
  readonly merchants: number;
  readonly kills: number;
  readonly perMille: Shares;
  readonly say: (line: string) => void;
};

/** How a run went; `took` in milliseconds. */
export type RunResult = {
  readonly evidence: Evidence;
  readonly kills: readonly Kill[];
  readonly delays: Delays;
  readonly calls: Calls;
  readonly took: number;
};

/** From seconds to minutes, most of them soon, in milliseconds. */
const audit = { from: 2_000, to: 120_000 };
const version = '1.0.0';
/** Commit, submission and release of a merchant. */
const effectsEach = 3;
/** How long all may take, in milliseconds: at least, and more for each merchant and each kill. */
const limits = { least: 10 * 60_000, each: 4_000, kill: 60_000 };
/** How long the rollout may take to show what WeChat knows, and to end once it is aborted. */
const catchingUp = 5 * 60_000;

/**
 * A rollout in the usual weather, with kills where some are planned. Once WeChat is through with everybody else, it is
 * aborted, which withdraws the audits that are stuck; then everything is held against the simulator's record.
 */
export const runRollout = async (stack: BenchStack, options: RunOptions): Promise<RunResult> => {
  const { seed, say, kills: wantedKills } = options;
  const plan = makePlan({ ...options, audit });
  const wechat = weChatOf(stack);
  const operator = operatorOf(stack);
  const appids = await makeFleet(stack, options.merchants, say);
  const merchants = new Map(
    appids.flatMap((appid, index) => {
      const planned = plan.merchants[index];
      return planned ? [[appid, planned] as const] : [];
    }),
  );
  await instructAuditor(wechat, merchants);
  await setWeather(stack, { ...usualWeather, seed });
  const before = await wechat.state();
  const began = Date.now();
  const rollout = await operator.rollOut(`chaos-${seed}`, appids, version);
  say(`the rollout has begun; ${plan.kills.length} kills are to come`);

  const kills: Kill[] = [];
  let over = false;
  const killing = killAsPlanned(stack, plan.kills, {
    share: async () => ((await wechat.state()).effects - before.effects) / (effectsEach * appids.length),
    told: (kill) => {
      kills.push({ ...kill, at: Date.now() - began });
      say(`kill ${kills.length}: ${kill.victim}, at ${Math.round(kill.share * 100)} % of the work`);
    },
    over: () => over,
  });
  const late: string[] = [];
  /** Where something does not come about the run goes on to its judgement. */
  const expect = (what: string, isSo: () => Promise<boolean>, limit: number) =>
    until(isSo, { every: 1_000, limit, late: () => `${what}: not within ${limit / 60_000} minutes.` }).catch(
      (error: unknown) => {
        late.push(error instanceof Error ? error.message : String(error));
      },
    );

  const watch = watchOf(wechat, { version, merchants, say });
  const limit = limits.least + appids.length * limits.each + wantedKills * limits.kill;
  await expect('WeChat is through with everybody', watch.decided, limit);
  over = true;
  await killing;
  await allServe(stack);
  say('WeChat is through with everybody');
  const delays = await delaysOf(wechat);
  const boardIs = async () => {
    const states = new Map((await operator.board(rollout.id)).map(({ appid, state }) => [appid, state]));
    const decided = {
      passes: 'live',
      rejected: 'rejected',
      stuck: 'under-way',
      delayed: 'under-way',
      leaves: 'under-way',
    };
    return [...merchants].every(([appid, { fate }]) => states.get(appid) === decided[fate]);
  };
  await expect('The board shows it', boardIs, catchingUp);
  await setWeather(stack);
  await operator.act(rollout.url, 'abort', { undo: true, why: 'The rest is stuck.' });
  const ended = async () => (await operator.read(rollout.url)).outcome !== undefined;
  await expect('The rollout ends', ended, catchingUp);
  const took = Date.now() - began;
  say('the rollout has ended; everything is held against the record');
  const { outcome } = await operator.read(rollout.url);
  const found = await gather(
    stack,
    { wechat, operator },
    {
      ...{ version, merchants, since: Math.floor(began / 1000) },
      board: await operator.board(rollout.id),
      counts: outcome?.counts ?? {},
    },
  );
  const evidence = { ...found, kills: kills.map(({ victim }) => victim), wantedKills, late };
  return { evidence, kills, delays, calls: await wechat.calls(), took };
};
