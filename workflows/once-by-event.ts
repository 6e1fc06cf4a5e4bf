import type { WeChatFailure } from '../wechat/wechat-error.ts';
import type { Process } from './process.ts';
import { sendOnce } from './send-once.ts';
import type { ByPeople } from './waking.ts';

/** A call that begins something which WeChat can't be asked for, but tells of. */
export type OnceByEvent<A> = {
  /** What is sent, in words. */
  readonly what: string;
  readonly send: () => Promise<A>;
  /** What WeChat's events say was begun since. */
  readonly begun: () => A | undefined;
  /** How long the event of a lost answer is waited for, in milliseconds. */
  readonly lookUpAfter: number;
  readonly refused: (failure: WeChatFailure) => Promise<{ readonly answer: A } | undefined>;
  readonly byPeople: ByPeople;
  /** Told that the answer was lost. */
  readonly lost: () => void;
};

/**
 * Begins something, once: where the answer is lost its event is taken for it; without one people decide, and nothing is
 * sent again by itself.
 */
export const beginOnce = <A>(process: Process, call: OnceByEvent<A>): Promise<A> => {
  const { what, begun, byPeople } = call;
  const arrived = () => begun() !== undefined;
  return sendOnce<A>(process, {
    what,
    lookUpAfter: 1,
    send: call.send,
    lost: call.lost,
    landed: async ({ effect }) => {
      if (effect !== 'unknown') return undefined;
      const wait = { what: `${what}: the event that tells of it, because its answer was lost`, who: 'wechat' } as const;
      if (!arrived()) await process.pause(call.lookUpAfter, wait, arrived);
      const noEvent = `${what}: WeChat's answer was lost and no event tells of it. See in the account's console (mp.weixin.qq.com) whether it runs: retry sends it again, cancel ends this.`;
      if (!arrived()) await byPeople(() => process.park({ what: noEvent, who: 'ops' }, arrived));
      return begun();
    },
    refused: call.refused,
  });
};
