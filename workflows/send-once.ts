import { isCancellation } from '@temporalio/workflow';
import type { WeChatFailure } from '../wechat/wechat-error.ts';
import { weChatFailureOf, wordsOf } from './failures.ts';
import type { Process } from './process.ts';

/** A call that WeChat must not see twice, and how to find out whether it arrived. */
export type OnceCall<A> = {
  /** What is sent, in words. */
  readonly what: string;
  readonly send: () => Promise<A>;
  /** What the call did if it did: reads, compared with the baseline taken before the first send and with our tag. */
  readonly landed: (failure: WeChatFailure) => Promise<A | undefined>;
  /** How long after a lost answer to look, in milliseconds. */
  readonly lookUpAfter: number;
  /** A refusal that this call knows more about: `again` once it was dealt with, or an answer to end with. */
  readonly refused?: (failure: WeChatFailure) => Promise<'again' | { readonly answer: A } | undefined>;
  /** Told at once that the answer was lost, also where the process is ended before the effect is looked up. */
  readonly lost?: () => void;
};

/** Look-ups in a row that found nothing, after which a person is told before it is sent again. */
const blindAlleys = 3;
/** Passing faults in a row, after which a person is told. */
const passingFaults = 5;

/**
 * Sends a call that is not repeatable. Where the answer is lost (time-out, dropped connection, `-1`, a killed worker) the
 * effect is looked up first; it is sent again only where it is proven not to have landed. Never blind.
 */
export const sendOnce = async <A>(process: Process, call: OnceCall<A>): Promise<A> => {
  for (let lost = 0, faults = 0; ; ) {
    process.checkpoint();
    const woken = process.woken();
    const sent = await process.tryNow(call.send).then(
      (answer) => ({ answer }),
      (error: unknown) => {
        if (isCancellation(error)) call.lost?.();
        return { failure: weChatFailureOf(error) };
      },
    );
    if ('answer' in sent) return sent.answer;
    const { failure } = sent;
    const unknown = failure.effect === 'unknown';
    if (unknown) {
      call.lost?.();
      lost += 1;
      await process.pause(call.lookUpAfter, { what: `${call.what}: its answer was lost`, who: 'wechat' });
    }
    if (unknown || failure.class === 'done' || failure.class === 'not-yet') {
      const found = await process.attempt(() => call.landed(failure));
      if (found !== undefined) return found;
    }
    if (unknown && lost < blindAlleys) continue;
    const dealt = await call.refused?.(failure);
    if (dealt === 'again') continue;
    if (dealt) return dealt.answer;
    const soon = faults < passingFaults ? pauseAfter(failure, faults) : undefined;
    faults += 1;
    if (soon === undefined) await process.settle(failure, woken);
    else await process.pause(soon, { what: `${call.what}: ${wordsOf(failure)}`, who: 'wechat' });
  }
};

/** What an activity's retry policy does for repeatable calls, in milliseconds: a passing fault is tried again soon. */
const pauseAfter = (failure: WeChatFailure, faults: number): number | undefined => {
  if (failure.class === 'slow-down') return 65_000;
  return failure.class === 'transient' || failure.class === 'stale-token' ? 1_000 * 2 ** faults : undefined;
};
