import { proxyActivities } from '@temporalio/workflow';
import type { UnroutedActivities } from '../activities/unrouted.ts';
import type { ProcessResult } from '../messages/progress.ts';
import {
  dismiss,
  replay,
  type UnroutedCallbackInput,
  type UnroutedCallbackOutcome,
} from '../messages/unrouted-callback.ts';
import { weChatFailureOf, wordsOf } from './failures.ts';
import { openProcess } from './process.ts';

const { deliverCallback } = proxyActivities<UnroutedActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumAttempts: 5 },
  summary: 'Route the callback again',
});

/**
 * A verified callback that nobody took. What it is for may have been starting just then, so it is routed again by
 * itself; after that a person replays or dismisses it. Nothing verified is ever dropped.
 */
export async function unroutedCallback(input: UnroutedCallbackInput): Promise<ProcessResult<UnroutedCallbackOutcome>> {
  const begun = Date.now();
  const process = openProcess(`Unrouted ${input.name || 'callback'}`, ['delivery']);
  let dismissed: UnroutedCallbackOutcome | undefined;
  // Kept, not only heard: people may ask before the first wait, or while the callback is being routed.
  let replayAsked = false;
  const asked = () => replayAsked || dismissed !== undefined;
  process.actions.on(replay, {
    refuse: () => undefined,
    apply: () => {
      replayAsked = true;
    },
  });
  process.actions.on(dismiss, {
    refuse: () => undefined,
    apply: ({ by, why }) => {
      dismissed = { kind: 'dismissed', by, ...(why ? { why } : {}) };
    },
  });

  const deliverOnceTaken = async (): Promise<UnroutedCallbackOutcome> => {
    process.progress.begin('delivery');
    let { reason } = input;
    for (let attempt = 0; !dismissed; attempt += 1) {
      process.progress.note('delivery', reason);
      const due = input.tries[attempt];
      if (due === undefined)
        await process.park({ what: `${reason} Replay or dismiss this callback.`, who: 'ops' }, asked);
      else
        await process.pause(begun + due - Date.now(), { what: `${reason} It is routed again.`, who: 'wechat' }, asked);
      if (dismissed) break;
      replayAsked = false;
      const result = await deliverCallback(input).catch(cutOff);
      if (result.kind === 'delivered') {
        process.progress.finish('delivery');
        return { kind: 'delivered', to: result.to.join(', ') };
      }
      if (result.kind === 'ignored') return { kind: 'dismissed', by: 'weft', why: result.reason };
      reason = result.reason;
    }
    return dismissed;
  };
  return process.run(deliverOnceTaken, { cancelled: ({ kind, ...by }) => ({ kind: 'dismissed', ...by }) });
}

/** The activity itself failed: people see why, as with a callback that nobody takes. */
const cutOff = (error: unknown) => ({ kind: 'unrouted', reason: wordsOf(weChatFailureOf(error)) }) as const;
