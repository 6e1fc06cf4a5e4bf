import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asApplicationFailure, notYet } from '../../activities/failure.ts';
import type { VerificationFact } from '../../activities/verification-facts.ts';
import { cancel, retry } from '../../messages/actions.ts';
import { authorizationChanged, authorizerView } from '../../messages/authorizer.ts';
import { type Progress, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import {
  refillVerification,
  type VerificationApplication,
  type VerificationInput,
  verificationTimings,
} from '../../messages/verification.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { ErrorClass } from '../../wechat/error-class.ts';
import { WeChatError } from '../../wechat/wechat-error.ts';
import { verificationApplication } from '../journeys/merchant-files.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

const licence = `sha256:${'1'.repeat(64)}`;
const application: VerificationApplication = verificationApplication(licence);
const request = { by: 'test' };
const refused = (errcode: number, errorClass: ErrorClass) =>
  asApplicationFailure(
    new WeChatError({
      ...{ endpoint: '/cgi-bin/wxverify/checkwxverifynickname', kind: 'refused', effect: 'none', errcode },
      ...{ class: errorClass, hint: 'no', hintZh: '禁止' },
    }),
  );

describe('the workflow of a verification', () => {
  let stage: FakeStage;
  /** Where WeChat says the task stands. */
  let stands: Pick<VerificationFact, 'task' | 'apply'>;
  let gone: string[];
  let begun: number;
  /** How WeChat's answer to a beginning comes. */
  let answering: () => Promise<{ taskid: string; auth_url?: string }>;
  /** Comes before WeChat's answer to where it stands. */
  let awaiting: () => Promise<void>;
  /** What WeChat says of the name. */
  let checking: () => Promise<{ hit_condition: boolean; wording?: string }>;
  let account = 0;

  const fact = (): VerificationFact => ({ taskid: 't', url: 'https://mp.weixin.qq.com/t', ...stands });
  beforeAll(async () => {
    stage = await startFakeStage({
      holdMaterials: async () => gone,
      letGoMaterials: async () => undefined,
      uploadForVerification: async () => 'media',
      getAccountBasicInfo: async () => ({ nickname: '旧名' }),
      checkNickName: () => checking(),
      readOpenVerification: async () => null,
      readVerification: async () => fact(),
      awaitVerification: async ({ known }: { known: VerificationFact }) => {
        await awaiting();
        if (known.task === stands.task && known.apply === stands.apply) throw notYet('the same', 50);
        return fact();
      },
      secwxaapiWxaauth: async () => {
        begun += 1;
        return answering();
      },
    });
  });
  afterAll(() => stage.stop());
  beforeEach(() => {
    stands = { task: 0, apply: 0 };
    gone = [];
    begun = 0;
    checking = async () => ({ hit_condition: false });
    awaiting = async () => undefined;
    answering = async () => ({ taskid: 't', auth_url: 'https://mp.weixin.qq.com/t' });
  });

  const newAccount = async () => {
    account += 1;
    await stage.account(`wx${account}`);
    return `wx${account}`;
  };
  const start = async (timings: Partial<VerificationInput['timings']> = {}, known?: string) => {
    const appid = known ?? (await newAccount());
    const input = { appid, application, page: 'https://weft.example/m/x', request };
    const handle = await stage.temporal.workflow.start<(input: VerificationInput) => Promise<{ progress: Progress }>>(
      'verification',
      {
        workflowId: workflowIds.verification(appid),
        taskQueue: taskQueues.main,
        args: [{ ...input, timings: { ...verificationTimings, poll: 50, ...timings } }],
      },
    );
    const shows = (expected: object) =>
      expect.poll(() => handle.query(progressQuery), { timeout: 30_000 }).toMatchObject(expected);
    return { handle, shows, outcome: async () => (await handle.result()).progress.outcome };
  };

  it("gives the admin 24 h from WeChat's answer", async () => {
    const { handle, shows } = await start();
    await shows({ stage: 'admin-check', waitingFor: { who: 'merchant', until: expect.any(String) } });
    const { waitingFor } = await handle.query(progressQuery);
    const left = Date.parse(waitingFor?.until ?? '') - Date.now();
    expect(left).toBeLessThanOrEqual(24 * 3_600_000);
    expect(left).toBeGreaterThan(23 * 3_600_000);
    await handle.terminate();
  });

  it('ends expired, with the task that is left, where the time ran out and nobody asked again', async () => {
    const { outcome } = await start({ linkWindow: 300, patience: 300 });
    expect(await outcome()).toMatchObject({ kind: 'expired', taskid: 't' });
  });

  it('reminds of the end of the window, at each of the set times', async () => {
    const day = 24 * 3_600_000;
    const { handle, shows } = await start({ remind: [day - 300, 2 * day, day - 3_000] });
    const note = expect.stringMatching(/^Reminder 3 of 3: the window ends at \d{4}-/);
    await shows({
      attention: 'merchant',
      steps: expect.arrayContaining([expect.objectContaining({ name: 'admin-check', note })]),
    });
    await handle.terminate();
  });

  it('sends nothing again because the authorization changed: people ask for that', async () => {
    stands = { task: 2, apply: 0 };
    const { handle, shows, outcome } = await start();
    await shows({ waitingFor: { who: 'ops' } });
    await handle.signal(authorizationChanged, { permissionSets: [18] });
    await shows({ waitingFor: { who: 'ops' } });
    expect(begun).toBe(1);
    await handle.executeUpdate(retry, { args: [request] });
    await expect.poll(() => begun, { timeout: 30_000 }).toBe(2);
    stands = { task: 12, apply: 4 };
    expect(await outcome()).toEqual({ kind: 'verified' });
    expect(begun).toBe(2);
  });

  it('tells ops of an audit that takes longer than expected, and goes on with it', async () => {
    stands = { task: 12, apply: 2 };
    const { shows, outcome } = await start({ auditWindow: 300 });
    await shows({ stage: 'audit', attention: 'ops' });
    stands = { task: 12, apply: 4 };
    expect(await outcome()).toEqual({ kind: 'verified' });
  });

  it('asks ops about a status that nobody knows, and goes on once it is another', async () => {
    stands = { task: 99, apply: 0 };
    const { shows, outcome } = await start();
    await shows({ attention: 'ops', waitingFor: { what: expect.stringContaining('99/0') } });
    stands = { task: 12, apply: 4 };
    expect(await outcome()).toEqual({ kind: 'verified' });
  });

  it('asks for a file that is not there any more, by its field, before it submits anything', async () => {
    gone = [licence];
    const { handle, shows, outcome } = await start();
    await shows({ waitingFor: { who: 'merchant', hints: [{ field: 'qualification' }] } });
    expect(begun).toBe(0);
    gone = [];
    stands = { task: 12, apply: 4 };
    await handle.executeUpdate(refillVerification, { args: [{ ...request, application }] });
    expect(await outcome()).toEqual({ kind: 'verified' });
    expect(begun).toBe(1);
  });

  it.each([
    [
      'needs material',
      async () => ({ hit_condition: true, wording: '须提供授权书' }),
      'account_supplemental',
      '须提供授权书',
    ],
    ['is forbidden', async () => Promise.reject(refused(53012, 'rejected')), 'account_name', '禁止 (53012)'],
  ])('asks for another name, or more, before it submits one that %s', async (_, says, field, problem) => {
    checking = says;
    const { handle, shows, outcome } = await start();
    await shows({ waitingFor: { who: 'merchant', hints: [{ field, problem }] } });
    expect(begun).toBe(0);
    checking = async () => ({ hit_condition: false });
    stands = { task: 12, apply: 4 };
    await handle.executeUpdate(refillVerification, { args: [{ ...request, application }] });
    expect(await outcome()).toEqual({ kind: 'verified' });
  });

  it('submits a name about which WeChat can not be asked', async () => {
    checking = async () => Promise.reject(refused(41033, 'merchant'));
    stands = { task: 12, apply: 4 };
    expect(await (await start()).outcome()).toEqual({ kind: 'verified' });
    expect(begun).toBe(1);
  });

  /** A verification whose beginning is under way; `settle` ends it. */
  const underWay = async () => {
    let settle: (answer: Promise<{ taskid: string }>) => void = () => undefined;
    const answered = new Promise<{ taskid: string }>((resolve) => {
      settle = resolve;
    });
    answering = () => answered;
    const begins = await start();
    await expect.poll(() => begun, { timeout: 30_000 }).toBe(1);
    return { ...begins, settle };
  };

  it('that is cancelled while it begins says which task is left', async () => {
    const { handle, outcome, settle } = await underWay();
    await handle.executeUpdate(cancel, { args: [request] });
    settle(Promise.resolve({ taskid: 't' }));
    expect(await outcome()).toMatchObject({ kind: 'cancelled', taskid: 't', note: expect.stringContaining('open') });
  });

  it("keeps its task in the account's record until it is over, whoever goes on with it", async () => {
    const { handle, shows } = await start();
    const account = stage.temporal.workflow.getHandle(handle.workflowId.replace('verification', 'authorizer'));
    const running = async () => (await account.query(authorizerView)).submissions;
    await shows({ stage: 'admin-check' });
    await expect.poll(running).toEqual({ verification: 't' });
    await handle.executeUpdate(cancel, { args: [request] });
    await handle.result();
    expect(await running()).toEqual({ verification: 't' });
    stands = { task: 12, apply: 4 };
    expect(await (await start({}, handle.workflowId.replace('verification:', ''))).outcome()).toEqual({
      kind: 'verified',
    });
    await expect.poll(running).toBeUndefined();
  });

  it('that is cancelled while its beginning is lost says that one may run', async () => {
    const { handle, outcome, settle } = await underWay();
    await handle.executeUpdate(cancel, { args: [request] });
    settle(Promise.reject(new Error('cut off')));
    expect(await outcome()).toMatchObject({ kind: 'cancelled', note: expect.stringContaining('was lost') });
  });

  it('that Temporal cancels while it begins says that one may run', async () => {
    const { handle, outcome, settle } = await underWay();
    await handle.cancel();
    const ended = await outcome();
    settle(Promise.resolve({ taskid: 't' }));
    expect(ended).toMatchObject({ kind: 'cancelled', by: 'temporal', note: expect.stringContaining('was lost') });
  });

  it('asks again at the pace of the poll after a passing fault, however often it has asked before', async () => {
    let asked = 0;
    awaiting = async () => {
      asked += 1;
      if (asked === 8) throw new Error('a passing fault');
    };
    const { shows, outcome } = await start();
    await shows({ stage: 'admin-check' });
    await expect.poll(() => asked, { timeout: 45_000 }).toBeGreaterThan(8);
    stands = { task: 12, apply: 4 };
    expect(await outcome()).toEqual({ kind: 'verified' });
  });

  it('takes new data only where something was sent back', async () => {
    const { handle, shows } = await start();
    await shows({ stage: 'admin-check' });
    const early = handle.executeUpdate(refillVerification, { args: [{ ...request, application }] });
    await expect(early).rejects.toMatchObject({ cause: { message: expect.stringContaining('no new data') } });
    await handle.terminate();
  });
});
