import { ActivityFailure, CancellationScope, condition, proxyActivities } from '@temporalio/workflow';
import type { ForwardingActivities } from '../activities/forwarding.ts';
import type { CallbackForwardInput, CallbackForwardOutcome } from '../messages/callback-forward.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { openProcess } from './process.ts';

/** A callback on its way to a service of the provider's own: tried until the service takes it, then a person decides. */
export async function callbackForward(input: CallbackForwardInput): Promise<ProcessResult<CallbackForwardOutcome>> {
  const process = openProcess(`Forward by ${input.rule}`, ['forward']);
  const { patience, ...callback } = input;
  const { forwardCallback } = proxyActivities<ForwardingActivities>({
    startToCloseTimeout: '15s',
    scheduleToCloseTimeout: patience,
    retry: { initialInterval: '1s', maximumInterval: '5 minutes' },
    summary: `Forward the callback by the rule ${input.rule}`,
  });
  const forwarded = async (): Promise<CallbackForwardOutcome> => {
    process.progress.begin('forward');
    for (;;) {
      const woken = process.woken();
      try {
        const { status } = await unless(woken, () => forwardCallback(callback));
        process.progress.finish('forward');
        return { kind: 'forwarded', status };
      } catch (error) {
        if (!(error instanceof ActivityFailure)) throw error;
        process.checkpoint();
        const what = `The service of the rule ${input.rule} did not take it: ${error.cause?.message ?? error.message}`;
        await process.park({ what, who: 'ops' }, woken);
      }
    }
  };
  return process.run(forwarded, { cancelled: (by) => by });
}

/** Work that is cancelled once somebody asks for it: its tries go on for a day. */
const unless = async <T>(asked: () => boolean, work: () => Promise<T>): Promise<T> => {
  const trying = new CancellationScope();
  const watching = new CancellationScope();
  const result = trying.run(work).finally(() => watching.cancel());
  watching
    .run(() => condition(asked))
    .then(
      () => trying.cancel(),
      () => {},
    );
  return result;
};
