import type { BenchStack } from '../bench/stack.ts';
import type { Evidence, TakenPush } from './judge.ts';
import { lostAmong } from './lost-pushes.ts';
import type { Planned } from './plan.ts';
import { type Board, type Operator, until } from './rollout.ts';
import { truthsOf, type WeChat } from './wechat.ts';

/** How long the inbox may take to empty once nothing happens any more, in milliseconds. */
const emptying = 120_000;

/** Holds the rollout's word and every callback against WeChat's record. */
export const gather = async (
  stack: BenchStack,
  { wechat, operator }: { readonly wechat: WeChat; readonly operator: Operator },
  run: {
    readonly version: string;
    readonly merchants: ReadonlyMap<string, Planned>;
    readonly board: Board;
    readonly counts: Evidence['counts'];
    /** Callbacks before this are none of ours, in unix seconds. */
    readonly since: number;
  },
): Promise<Omit<Evidence, 'kills' | 'wantedKills' | 'late'>> => {
  const emptied = async () => (await operator.inInbox()) === 0;
  await until(emptied, { every: 500, limit: emptying, late: () => 'The inbox does not empty.' }).catch(() => {});
  const truths = await truthsOf(wechat, [...run.merchants.keys()]);
  const byAppid = new Map(run.board.map((merchant) => [merchant.appid, merchant]));
  const merchants = [...run.merchants].flatMap(([appid, { fate }]) => {
    const truth = truths.get(appid);
    const board = byAppid.get(appid);
    if (!truth) return [];
    const told = board && { state: board.state, ...(board.reason ? { reason: board.reason } : {}) };
    return [{ appid, fate, truth, ...(told ? { board: told } : {}) }];
  });
  const taken = (await wechat.pushes()).flatMap(({ event, appid, at, accepted }): TakenPush[] =>
    accepted && appid && at >= run.since ? [{ event, appid, at }] : [],
  );
  return {
    version: run.version,
    merchants,
    counts: run.counts,
    lostPushes: await lostAmong(stack.temporal, taken),
    inInbox: await operator.inInbox(),
  };
};
