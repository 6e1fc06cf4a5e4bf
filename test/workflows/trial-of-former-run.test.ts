import { expect, it } from 'vitest';
import { notYet } from '../../activities/failure.ts';
import type { ProcessResult } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import {
  type TrialRegistrationInput,
  type TrialRegistrationOutcome,
  trialTimings,
} from '../../messages/trial-registration.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { startFakeStage } from './fake-activities.ts';

type Workflow = (input: TrialRegistrationInput) => Promise<ProcessResult<TrialRegistrationOutcome>>;

it('looks for a trial from when its link was made, also where that was by a run that was cancelled', async () => {
  const { window } = trialTimings;
  const until = Date.now() + window / 2;
  const stage = await startFakeStage({
    readRunningTask: async () => ({ taskid: 'made-before', authorize_url: 'https://mp.weixin.qq.com/x', until }),
    // Made an hour after the link, when no run was there to hear of it.
    awaitTrial: async ({ since }: { since: number }) => {
      if (since > until - window + 3_600_000) throw notYet('Nothing new.', 60_000);
      return { appid: 'wx_made_between' };
    },
    assignAccount: async () => undefined,
    awaitAuthorization: async () => ({ authorized: true }),
  });
  const input = { name: '面馆', namePointer: 'trial-name:x', openid: 'o', links: [], timings: trialTimings };
  const started = await stage.temporal.workflow.start<Workflow>('trialRegistration', {
    workflowId: workflowIds.trialRegistration('x'),
    taskQueue: taskQueues.main,
    args: [{ ...input, request: { by: 'test' } }],
  });
  await expect.poll(async () => (await started.describe()).status.name, { timeout: 20_000 }).toBe('COMPLETED');
  expect((await started.result()).progress.outcome).toMatchObject({ kind: 'registered', appid: 'wx_made_between' });
  await stage.stop();
});
