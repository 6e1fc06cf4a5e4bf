import { ActivityFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { AuthorizationActivities } from '../activities/authorization.ts';
import type { PublishCheckActivities } from '../activities/publish-check.ts';
import type { PlatformPublishCheckInput, PlatformPublishCheckOutcome } from '../messages/platform-publish-check.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { weChatFailureOf, wordsOf } from './failures.ts';
import { openProcess } from './process.ts';

const { exchangeAuthorization } = proxyActivities<AuthorizationActivities>({
  summary: 'Exchange the authorization code, once for everybody who holds it',
  startToCloseTimeout: '15 minutes',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '30s', maximumAttempts: 10 },
});

/** WeChat's robot waits for seconds, not for minutes. */
const { answerPublishCheck } = proxyActivities<PublishCheckActivities>({
  summary: "Answer WeChat's robot",
  startToCloseTimeout: '30s',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', maximumAttempts: 6 },
});

const steps = ['exchange', 'answer'] as const;

/** The code message of WeChat's publish check (全网发布): the code is exchanged, and sent back as a customer-service message. */
export async function platformPublishCheck(
  input: PlatformPublishCheckInput,
): Promise<ProcessResult<PlatformPublishCheckOutcome>> {
  const process = openProcess('Publish check (全网发布)', steps);
  const { code, createTime, appid } = input;
  const failed = (step: (typeof steps)[number], reason: string): PlatformPublishCheckOutcome => {
    process.progress.fail(step, reason);
    return { kind: 'failed', reason };
  };

  return process.run<PlatformPublishCheckOutcome>(
    async () => {
      const result = await process.step('exchange', () => exchangeAuthorization({ code, createTime, appid }));
      if (result.kind === 'lost') return failed('exchange', result.reason);
      process.progress.begin('answer');
      try {
        await answerPublishCheck(input);
      } catch (error) {
        if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
        // Nobody is waiting any more: the console shows the case red, and whoever publishes starts the check again.
        return failed('answer', wordsOf(weChatFailureOf(error)));
      }
      process.progress.finish('answer');
      return { kind: 'answered' };
    },
    { cancelled: (by) => by },
  );
}
