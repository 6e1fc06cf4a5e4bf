import type { Client as TemporalClient } from '@temporalio/client';
import { expect, it } from 'vitest';
import { notYet } from '../../activities/failure.ts';
import { createRegistrationFacts } from '../../activities/registrations.ts';
import { cancel } from '../../messages/actions.ts';
import { eventSignal } from '../../messages/delivery.ts';
import type { PersonalRegistrationInput } from '../../messages/personal-registration.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { type RegistrationOutcome, registrationTimings } from '../../messages/registration.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import type { Client } from '../../wechat/client.ts';
import { startFakeStage } from './fake-activities.ts';

type Workflow = (input: PersonalRegistrationInput) => Promise<ProcessResult<RegistrationOutcome>>;

/** A platform with one new account of a person. */
const wechat = {
  getAuthorizerList: async () => ({
    total_count: 1,
    list: [{ authorizer_appid: 'wx_of_somebody', auth_time: Date.now() / 1_000 }],
  }),
  getAuthorizerInfo: async () => ({ authorizer_info: { register_type: 16 } }),
};

it('takes no account that may be of a person whose registration was cancelled while its link worked', async () => {
  let temporal: TemporalClient | undefined;
  const stage = await startFakeStage({
    fastRegisterPersonalMpCreate: async ({ wxuser }: { wxuser: string }) => ({ taskid: `task-${wxuser}` }),
    awaitRegistration: async () => {
      throw notYet('It stands.', 60_000);
    },
    findRegisteredAccount: async (wanted: never) =>
      // Only the calls that are made are there.
      temporal && createRegistrationFacts(wechat as unknown as Client, temporal).findRegisteredAccount(wanted),
  });
  temporal = stage.temporal;
  const start = async (wxuser: string) => {
    const started = await stage.temporal.workflow.start<Workflow>('personalRegistration', {
      workflowId: `personal-registration:${wxuser}`,
      taskQueue: taskQueues.main,
      args: [
        {
          person: { wxuser },
          componentPhone: '1',
          page: '',
          timings: { ...registrationTimings, grace: 1 },
          request: { by: 'test' },
        },
      ],
    });
    await expect.poll(() => started.query(progressQuery)).toMatchObject({ stage: 'face-verification' });
    return started;
  };
  const former = await start('former');
  await former.executeUpdate(cancel, { args: [{ by: 'test' }] });
  await former.result();
  const closed = "WorkflowId = 'personal-registration:former' AND Stage = 'cancelled'";
  await expect.poll(async () => (await stage.temporal.workflow.count(closed)).count).toBe(1);

  const started = await start('present');
  const event = 'notifyThirdFasteregister';
  const payload = { AppId: 'wx_c', CreateTime: 1, status: 0 };
  await started.signal(eventSignal(event), { event, key: 'k', createTime: Date.now() / 1_000, payload });
  const what = expect.stringMatching(/wx_of_somebody.*"adopt"/);
  await expect.poll(() => started.query(progressQuery)).toMatchObject({ attention: 'ops', waitingFor: { what } });
  await stage.stop();
});
