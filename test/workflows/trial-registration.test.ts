import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import {
  type TrialRegistrationInput,
  type TrialRegistrationOutcome,
  trialTimings,
} from '../../messages/trial-registration.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { trialVerdict } from '../../workflows/trial-registration/statuses.ts';
import { type CredentialStage, startCredentialStage } from '../credentials/stage.ts';
import { componentEvent } from '../gateway/platform.ts';
import { newOpenid } from '../simulator/merchants.ts';

describe('the push about a trial', () => {
  const verdictOf = (status: number, appid?: string) =>
    trialVerdict({
      event: 'notifyThirdFastregisterbetaapp',
      key: 'k',
      createTime: 1_700_000_000,
      payload: { AppId: 'wx_c', CreateTime: 1_700_000_000, status, ...(appid ? { appid } : {}) },
    });

  it('decides on what is documented, and leaves the rest', () => {
    expect(verdictOf(0, 'wx1')).toEqual({ kind: 'created', appid: 'wx1', createdAt: 1_700_000_000_000 });
    expect(verdictOf(3)?.kind).toBe('expired');
    expect(verdictOf(1003)).toMatchObject({ kind: 'rejected', status: 1003 });
    for (const status of [0, 1, 2, 41001]) expect(verdictOf(status)).toBeUndefined();
  });
});

describe('a trial registration', () => {
  let stage: CredentialStage;
  beforeAll(async () => {
    stage = await startCredentialStage();
    await stage.pushTicket();
    await stage.person('user', 'ignore');
  });
  afterAll(() => stage.stop());

  type Workflow = (input: TrialRegistrationInput) => Promise<ProcessResult<TrialRegistrationOutcome>>;
  const start = async (name: string) => {
    const namePointer = externalIds.trialName(stage.ids.hmac('trial-name', name));
    const input: TrialRegistrationInput = {
      name,
      namePointer,
      openid: newOpenid(),
      links: [],
      timings: { ...trialTimings, poll: 60_000, authorization: 20_000 },
      request: { by: 'test' },
    };
    const handle = await stage.temporal.workflow.start<Workflow>('trialRegistration', {
      workflowId: workflowIds.trialRegistration(randomUUID()),
      taskQueue: taskQueues.main,
      args: [input],
      typedSearchAttributes: [{ key: searchAttributes.ExternalIds, value: [namePointer] }],
    });
    const pointer = () =>
      handle.describe().then(({ typedSearchAttributes: found }) => found.get(searchAttributes.ExternalIds));
    await expect.poll(pointer).toHaveLength(2);
    const listed = `ExecutionStatus = 'Running' AND ExternalIds = '${(await pointer())?.[1]}'`;
    await expect.poll(async () => (await stage.temporal.workflow.count(listed)).count).toBe(1);
    return handle;
  };
  const push = (fields: Record<string, unknown>) =>
    stage.router.deliver({ xml: componentEvent('notify_third_fastregisterbetaapp', fields), receivedAt: Date.now() });

  it('is confirmed by the push that names it', async () => {
    const trial = await start('白天烤鸡店');
    await stage.person('user', 'accept');
    const { outcome } = (await trial.result()).progress;
    expect(outcome).toMatchObject({ kind: 'registered', authorized: true });
    const appid = outcome?.kind === 'registered' ? outcome.appid : '';
    expect(await stage.view(appid)).toMatchObject({ origin: 'registered', authorization: 'granted' });
    await stage.person('user', 'ignore');
  });

  it('is found by its name alone where the push is empty, and takes nothing of another trial', async () => {
    const trial = await start('夜里烤鸡店');
    const others = { appid: 'wx_other', status: 0, info: { unique_id: 'another', name: '夜里烤鸡店的体验小程序' } };
    expect(await push(others)).toMatchObject({ kind: 'unrouted' });
    const undocumented = { status: 2, info: { unique_id: '', name: '夜里烤鸡店的体验小程序' } };
    expect(await push(undocumented)).toEqual({ kind: 'delivered', to: [trial.workflowId] });
    const note = expect.stringContaining('status 2');
    await expect
      .poll(() => trial.query(progressQuery))
      .toMatchObject({ stage: 'confirmation', attention: 'merchant', steps: [{}, { note }, {}] });
    expect(await push({ ...undocumented, status: 3 })).toMatchObject({ kind: 'delivered' });
    expect((await trial.result()).progress.outcome).toMatchObject({ kind: 'expired' });
  });
});
