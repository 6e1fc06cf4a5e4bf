import { expect, it } from 'vitest';
import { notYet } from '../../activities/failure.ts';
import { authorizationGranted } from '../../messages/authorizer.ts';
import { progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { conversionTimings } from '../../messages/trial-conversion.ts';
import { type TrialRegistrationInput, trialTimings } from '../../messages/trial-registration.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { startFakeStage } from './fake-activities.ts';

const appid = 'wx_late';

it('a trial that authorizes the platform after its registration gave up has a conversion, which then goes on', async () => {
  let authorized = false;
  const stage = await startFakeStage({
    readRunningTask: async () => ({
      taskid: 't',
      authorize_url: 'https://mp.weixin.qq.com/x',
      until: Date.now() + 60_000,
    }),
    awaitTrial: async () => ({ appid }),
    assignAccount: async () => undefined,
    awaitAuthorization: async () => ({ authorized: false }),
    readAuthorizer: async () => ({ ...newAuthorizer(appid), authorization: authorized ? 'granted' : 'none' }),
    readTrial: async () => ({ trial: true, until: Date.now() + 60_000 }),
    awaitFate: async () => {
      throw notYet('It is a trial still.', 60_000);
    },
  });
  await stage.account(appid);
  const input: TrialRegistrationInput = {
    ...{ name: '面馆', namePointer: 'trial-name:x', openid: 'o', links: [], timings: trialTimings },
    conversion: { timings: conversionTimings },
    request: { by: 'test' },
  };
  const started = await stage.temporal.workflow.start('trialRegistration', {
    workflowId: workflowIds.trialRegistration('x'),
    taskQueue: taskQueues.main,
    args: [input],
  });
  const conversion = stage.temporal.workflow.getHandle(workflowIds.trialConversion(appid));
  expect(await started.result()).toMatchObject({
    progress: { outcome: { kind: 'registered', authorized: false, conversion: conversion.workflowId } },
  });
  const shown = () => conversion.query(progressQuery);
  await expect
    .poll(shown, { timeout: 20_000 })
    .toMatchObject({ attention: 'merchant', waitingFor: { lacks: { appid, oneOf: [] } } });
  authorized = true;
  const sealed = { keyId: 'k', owner: 'o', fingerprint: 'f', ciphertext: 'c' };
  const grant = { appid, refreshToken: sealed, permissionSets: [18], account: {}, createTime: 1, key: 'k' };
  await stage.temporal.workflow.getHandle(workflowIds.authorizer(appid)).signal(authorizationGranted, grant);
  await expect
    .poll(shown, { timeout: 20_000 })
    .toMatchObject({ stage: 'choice', waitingFor: { what: expect.stringContaining('`convert`') } });
  await stage.stop();
});
