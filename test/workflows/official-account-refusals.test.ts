import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asApplicationFailure } from '../../activities/failure.ts';
import { retry } from '../../messages/actions.ts';
import { consentGiven } from '../../messages/consent.ts';
import {
  type OfficialAccountRegistrationInput,
  type OfficialAccountRegistrationOutcome,
  subjectReuseTimings,
} from '../../messages/official-account-registration.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { classify } from '../../wechat/call.ts';
import { registerMiniprogramByOffiaccount } from '../../wechat/endpoints/fast-registration-officalaccount.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

type Workflow = (input: OfficialAccountRegistrationInput) => Promise<ProcessResult<OfficialAccountRegistrationOutcome>>;

/** Fails as the activity does where WeChat refuses the call. */
const refuse = (errcode: number) => {
  try {
    classify(registerMiniprogramByOffiaccount, { errcode, errmsg: 'refused' }, []);
  } catch (error) {
    throw asApplicationFailure(error);
  }
};

const calls: string[] = [];
let bury = () => {};
/** A call whose worker sends no heartbeat any more; it answers nobody. */
const dead = new Promise<void>((resolve) => {
  bury = resolve;
});
let stage: FakeStage;
beforeAll(async () => {
  stage = await startFakeStage({
    readSubject: async () => ({ principalName: '示例', verified: true, permissionSets: [27] }),
    readAuthorizer: async () => ({}),
    registerWithSubject: async ({ officialAccount }: { officialAccount: string }) => {
      calls.push(officialAccount);
      if (officialAccount === 'wx_killed') return dead;
      refuse(Number(officialAccount.slice('wx_'.length)));
    },
    findWithSubject: async () => ({ kind: 'found', appid: 'wx_made' }),
    assignAccount: async () => undefined,
    awaitAuthorization: async () => ({ authorized: true }),
  });
});
afterAll(async () => {
  bury();
  await stage.stop();
});

const proof = (fingerprint: string) => ({ keyId: 'k', owner: 'consent', fingerprint, ciphertext: 'c' });
/** A registration whose admin has agreed. */
const begin = async (officialAccount: string) => {
  const input: OfficialAccountRegistrationInput = {
    ...{ officialAccount, copyVerification: false, page: '', consent: 'https://weft.example/consents/x' },
    timings: { ...subjectReuseTimings, lookUpAfter: 100 },
    request: { by: 'test' },
  };
  const started = await stage.temporal.workflow.start<Workflow>('officialAccountRegistration', {
    workflowId: `official-account-registration:${officialAccount}`,
    taskQueue: taskQueues.main,
    args: [input],
  });
  await started.signal(consentGiven, proof('first'));
  return {
    started,
    shows: (expected: object) =>
      expect.poll(() => started.query(progressQuery), { timeout: 30_000 }).toMatchObject(expected),
    outcome: async () => (await started.result()).progress.outcome,
  };
};

describe("WeChat's no to a registration with the subject of an official account", () => {
  it.concurrent.each([
    [61052, '认证'],
    [61057, '流程中'],
    [61063, '管理员'],
    [61065, '身份证'],
    [61067, '手机号'],
    [61069, '更换管理员'],
  ])('%i waits until the merchant has mended it, and asks the admin anew on a retry', async (errcode, words) => {
    const { started, shows } = await begin(`wx_${errcode}`);
    await shows({
      ...{ stage: 'register', attention: 'merchant' },
      waitingFor: { what: expect.stringContaining(String(errcode)), whatZh: expect.stringContaining(words) },
    });
    await started.executeUpdate(retry, { args: [{ by: 'test' }] });
    await shows({ stage: 'consent', attention: 'merchant', links: [{}, { rel: 'consent' }] });
    expect(calls.filter((each) => each === `wx_${errcode}`)).toHaveLength(1);
    await started.terminate();
  });

  it.concurrent.each([
    [61051, 'none'],
    [61053, 'none'],
    [61054, 'none'],
    [61061, 'none'],
    [61064, 'none'],
    [61066, 'none'],
    [61068, 'none'],
    [61056, 'correct-data'],
  ])('%i is an end, after which %s helps', async (errcode, remedy) => {
    const { outcome } = await begin(`wx_${errcode}`);
    expect(await outcome()).toMatchObject({ kind: 'rejected', errcode, remedy, hintZh: expect.any(String) });
    expect(calls.filter((each) => each === `wx_${errcode}`)).toHaveLength(1);
  });
});

describe('a registration whose worker died in the middle of the call', () => {
  it('is looked up and not made again', async () => {
    const { outcome } = await begin('wx_killed');
    expect(await outcome()).toMatchObject({ kind: 'registered', appid: 'wx_made', authorized: true });
    expect(calls.filter((each) => each === 'wx_killed')).toHaveLength(1);
  });
});
