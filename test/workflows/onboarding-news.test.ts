import type { Client as TemporalClient } from '@temporalio/client';
import { expect, it } from 'vitest';
import { notYet } from '../../activities/failure.ts';
import { setupTimings } from '../../messages/account-setup.ts';
import { releaseTimings } from '../../messages/code-release.ts';
import { conversionLimits } from '../../messages/conversion-queue.ts';
import { progressed, type RunRef } from '../../messages/following.ts';
import { filingTimings } from '../../messages/icp-filing.ts';
import type { MerchantOnboardingInput, MerchantOnboardingOutcome } from '../../messages/merchant-onboarding.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { conversionTimings } from '../../messages/trial-conversion.ts';
import { verificationTimings } from '../../messages/verification.ts';
import { startFakeStage } from './fake-activities.ts';

type Workflow = (input: MerchantOnboardingInput) => Promise<ProcessResult<MerchantOnboardingOutcome>>;

it('hears what a process tells before it is known to run', async () => {
  let temporal: TemporalClient | undefined;
  let run: RunRef = { workflowId: 'enterprise-registration:x', runId: '' };
  const onboarding = 'merchant-onboarding:m-1';
  const waitingFor = { what: 'The face of the legal person', who: 'merchant' } as const;
  const stage = await startFakeStage({
    holdMaterials: async () => [],
    findOpenRun: async () => {
      const progress = { stage: 'x', attention: 'merchant', steps: [], links: [], waitingFor } as const;
      await temporal?.workflow.getHandle(onboarding).signal(progressed, { of: run, progress });
      return run;
    },
    awaitEnd: async () => {
      throw notYet('It is still open.', 60_000);
    },
  });
  temporal = stage.temporal;
  // Any workflow that has the id and tells nothing itself.
  const silent = await stage.temporal.workflow.start('conversionQueue', {
    workflowId: run.workflowId,
    taskQueue: taskQueues.main,
    args: [{ limits: conversionLimits }],
  });
  run = { ...run, runId: silent.firstExecutionRunId };
  const start = { workflow: 'enterpriseRegistration', workflowId: run.workflowId, input: {}, summary: '' };
  const started = await stage.temporal.workflow.start<Workflow>('merchantOnboarding', {
    workflowId: onboarding,
    taskQueue: taskQueues.main,
    args: [
      {
        merchantId: 'm-1',
        declaration: { account: { kind: 'enterprise', wish: 'w', start } },
        page: '',
        publicUrl: '',
        timings: {
          conversion: conversionTimings,
          setup: setupTimings,
          verification: verificationTimings,
          filing: filingTimings,
          release: releaseTimings,
        },
        request: { by: 'test' },
      },
    ],
  });
  await expect.poll(() => started.query(progressQuery)).toMatchObject({ attention: 'merchant', waitingFor });
  await stage.stop();
});
