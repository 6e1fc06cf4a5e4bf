import type { WeChatFailure } from '../wechat/wechat-error.ts';
import { weChatFailureOf } from './failures.ts';
import type { Process } from './process.ts';

/** A call that WeChat must not see twice, and how to find out whether it arrived. */
export type OnceCall<A> = {
  /** What is sent, in words. */
  readonly what: string;
  readonly send: () => Promise<A>;
  /** What the call did if it did: reads, compared with the baseline taken before the first send and with our tag. */
  readonly landed: () => Promise<A | undefined>;
  /** How long after a lost answer to look, in milliseconds. */
  readonly lookUpAfter: number;
  /** Deals with a refusal that this call knows more about; true where it did. */
  readonly refused?: (failure: WeChatFailure) => Promise<boolean>;
};

/** Look-ups in a row that found nothing, after which a person decides whether to send again. */
const blindAlleys = 3;

/**
 * Sends a call that is not repeatable. Where the answer is lost (time-out, dropped connection, `-1`, a killed worker) the
 * effect is looked up first; it is sent again only where it is proven not to have landed. Never blind.
 */
export const sendOnce = async <A>(process: Process, call: OnceCall<A>): Promise<A> => {
  for (let lost = 0; ; ) {
    process.checkpoint();
    const failure = await call.send().then(
      (answer) => ({ answer }),
      (error: unknown) => weChatFailureOf(error),
    );
    if ('answer' in failure) return failure.answer;
    if (failure.effect === 'unknown') {
      lost += 1;
      await process.pause(call.lookUpAfter, {
        what: `${call.what}: the answer was lost, looking it up`,
        who: 'wechat',
      });
    }
    if (failure.effect === 'unknown' || failure.class === 'done' || failure.class === 'not-yet') {
      const found = await process.attempt(call.landed);
      if (found !== undefined) return found;
    }
    if (failure.effect === 'unknown' && lost < blindAlleys) continue;
    if (!(await call.refused?.(failure))) await process.settle(failure);
  }
};
