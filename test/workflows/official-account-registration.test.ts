import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { cancel } from '../../messages/actions.ts';
import { consentGiven } from '../../messages/consent.ts';
import {
  type OfficialAccountRegistrationInput,
  type OfficialAccountRegistrationOutcome,
  subjectReuseTimings,
} from '../../messages/official-account-registration.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { startFakeStage } from './fake-activities.ts';

type Workflow = (input: OfficialAccountRegistrationInput) => Promise<ProcessResult<OfficialAccountRegistrationOutcome>>;

it('names the account that was made where its registration is cancelled before the authorization', async () => {
  const sealed = { keyId: 'k', owner: 'consent', fingerprint: 'f', ciphertext: 'c' };
  const stage = await startFakeStage({
    readSubject: async () => ({ principalName: '示例', verified: true, permissionSets: [27] }),
    readAuthorizer: async () => ({}),
    registerWithSubject: async () => ({ appid: 'wx_made', code: sealed, createTime: 1 }),
    exchangeAuthorization: async () => {
      throw ApplicationFailure.nonRetryable('WeChat cannot be reached.');
    },
  });
  const started = await stage.temporal.workflow.start<Workflow>('officialAccountRegistration', {
    workflowId: 'official-account-registration:wx_lender',
    taskQueue: taskQueues.main,
    args: [
      {
        officialAccount: 'wx_lender',
        copyVerification: true,
        page: '',
        consent: '',
        timings: subjectReuseTimings,
        request: { by: 'test' },
      },
    ],
  });
  await started.signal(consentGiven, sealed);
  await expect.poll(() => started.query(progressQuery)).toMatchObject({ stage: 'authorization', attention: 'ops' });
  await started.executeUpdate(cancel, { args: [{ by: 'test' }] });
  const { progress } = await started.result();
  expect(progress.outcome).toEqual({ kind: 'cancelled', by: 'test', appid: 'wx_made' });
  await stage.stop();
});
