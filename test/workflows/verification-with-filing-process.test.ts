import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asApplicationFailure, notYet } from '../../activities/failure.ts';
import type { ProcedureFact } from '../../activities/procedure-facts.ts';
import { cancel, retry } from '../../messages/actions.ts';
import { type Progress, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import {
  refillBoth,
  type VerificationWithFilingInput,
  verificationWithFilingTimings,
} from '../../messages/verification-with-filing.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { WeChatError, type WeChatFailure } from '../../wechat/wechat-error.ts';
import { filingApplication, verificationApplication } from '../journeys/merchant-files.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

const [licence, card] = ['1', '2'].map((digit) => `sha256:${digit.repeat(64)}`);
const application = {
  ...filingApplication(licence ?? '', card ?? ''),
  auth_data: verificationApplication(licence ?? ''),
};
const request = { by: 'test' };

describe('the workflow of a verification with filing', () => {
  let stage: FakeStage;
  let submitted: number;
  /** Pictures of the verification that were brought to WeChat. */
  let uploads: number;
  /** Comes before WeChat's answer to a submission. */
  let answering: () => Promise<void>;
  /** Where WeChat says it stands. */
  let status: number;
  /** Whether WeChat wants material for the name. */
  let named: boolean;
  let account = 0;

  const fact = (): ProcedureFact => ({ procedureId: 'p', status, hints: [] });
  beforeAll(async () => {
    stage = await startFakeStage({
      holdMaterials: async () => [],
      letGoMaterials: async () => undefined,
      uploadForFiling: async () => 'media',
      uploadForVerification: async () => {
        uploads += 1;
        return 'media';
      },
      getAccountBasicInfo: async () => ({ nickname: '旧名' }),
      checkNickName: async () => ({ hit_condition: named, wording: '须提供授权书' }),
      readOpenProcedure: async () => null,
      readFiling: async () => ({ status: 1024 + 4, available: true, hints: [] }),
      createIcpVerifyTask: async () => ({ task_id: 'face' }),
      awaitFaceCheck: async () => ({ passed: true }),
      submitAuthAndIcp: async () => {
        submitted += 1;
        await answering();
        return { procedure_id: 'p', hints: [] };
      },
      readProcedure: async () => fact(),
      awaitProcedure: async ({ known }: { known: ProcedureFact }) => {
        if (known.status === status) throw notYet('the same', 50);
        return fact();
      },
      getOnlineIcpOrder: async () => ({ icp_applets: [] }),
    });
  });
  afterAll(() => stage.stop());
  beforeEach(() => {
    submitted = 0;
    uploads = 0;
    answering = async () => undefined;
    status = 17;
    named = false;
  });

  const start = async (timings: Partial<VerificationWithFilingInput['timings']> = {}) => {
    account += 1;
    const appid = `wx${account}`;
    await stage.account(appid);
    const input = { appid, application, page: 'https://weft.example/m/x', request };
    const handle = await stage.temporal.workflow.start<
      (input: VerificationWithFilingInput) => Promise<{ progress: Progress }>
    >('verificationWithFiling', {
      workflowId: workflowIds.verificationWithFiling(appid),
      taskQueue: taskQueues.main,
      args: [{ ...input, timings: { ...verificationWithFilingTimings, poll: 50, ...timings } }],
    });
    const shows = (expected: object) =>
      expect.poll(() => handle.query(progressQuery), { timeout: 30_000 }).toMatchObject(expected);
    return { handle, shows, outcome: async () => (await handle.result()).progress.outcome };
  };

  it('that is cancelled while it begins says which is left', async () => {
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    answering = () => answered;
    const { handle, outcome } = await start();
    await expect.poll(() => submitted, { timeout: 30_000 }).toBe(1);
    await handle.executeUpdate(cancel, { args: [request] });
    answer();
    const left = { kind: 'cancelled', procedureId: 'p', note: expect.stringContaining('open') };
    expect(await outcome()).toMatchObject(left);
  });

  it('that is cancelled after WeChat ended it says that nothing is open', async () => {
    status = 27;
    const { handle, shows, outcome } = await start();
    await shows({ waitingFor: { who: 'ops' } });
    await handle.executeUpdate(cancel, { args: [request] });
    const ended = await outcome();
    expect(ended).toMatchObject({ kind: 'cancelled', note: expect.stringContaining('Nothing of it goes on') });
    expect(ended).not.toHaveProperty('procedureId');
  });

  it('that is cancelled while its filing is reviewed says that the account is verified', async () => {
    status = 22;
    const { handle, shows, outcome } = await start();
    await shows({ stage: 'platform-review' });
    await handle.executeUpdate(cancel, { args: [request] });
    const left = { procedureId: 'p', note: expect.stringContaining('is verified; the filing stays under review') };
    expect(await outcome()).toMatchObject(left);
  });

  const refusal = (errcode: number, hint: string, hintZh: string) => {
    const failure: WeChatFailure = {
      ...{ endpoint: '/wxa/sec/submit_auth_and_icp', kind: 'refused', effect: 'none', errcode },
      ...{ class: 'provider', hint, hintZh },
    };
    return asApplicationFailure(new WeChatError(failure));
  };
  const pictureGone = () => Promise.reject(refusal(89636, 'A picture is gone.', '材料无效'));

  it('brings its pictures again by itself where WeChat has dropped its copies', async () => {
    answering = async () => (submitted === 1 ? pictureGone() : undefined);
    status = 26;
    const { outcome } = await start();
    expect(await outcome()).toEqual({ kind: 'filed' });
    expect([submitted, uploads]).toEqual([2, 2]);
  });

  it('asks for pictures that WeChat refuses twice, and goes on with what it is given', async () => {
    answering = async () => (submitted <= 2 ? pictureGone() : undefined);
    status = 26;
    const { handle, shows, outcome } = await start();
    await shows({ waitingFor: { hints: [{ problem: expect.stringContaining('89636') }] } });
    expect([submitted, uploads]).toEqual([2, 2]);
    await handle.executeUpdate(refillBoth, { args: [{ ...request, application }] });
    expect(await outcome()).toEqual({ kind: 'filed' });
    expect([submitted, uploads]).toEqual([3, 3]);
  });

  it('tells a refusal of the verification in the words of the merchant', async () => {
    answering = () => Promise.reject(refusal(89609, 'No package is left.', '资源包已用完'));
    const { handle, shows } = await start();
    await shows({
      waitingFor: { hints: [{ problem: '资源包已用完 (89609)', hint: expect.stringContaining('No package') }] },
    });
    await handle.terminate();
  });

  it('reminds the merchant of the fee', async () => {
    status = 15;
    const { handle, shows } = await start({ remind: [24 * 3_600_000 - 300] });
    const note = expect.stringContaining('Reminder 1 of 1');
    await shows({ steps: expect.arrayContaining([expect.objectContaining({ name: 'payment', note })]) });
    await handle.terminate();
  });

  it('asks for what a name needs before anybody shows a face or pays', async () => {
    named = true;
    const { handle, shows, outcome } = await start();
    await shows({ waitingFor: { who: 'merchant', hints: [{ field: 'auth_data.account_supplemental' }] } });
    await handle.executeUpdate(cancel, { args: [request] });
    expect(await outcome()).toEqual({ kind: 'cancelled', by: 'test' });
    expect(submitted).toBe(0);
  });

  it('does not take the rejection of before for one of what was submitted again', async () => {
    status = 25;
    const { handle, shows, outcome } = await start();
    await shows({ waitingFor: { who: 'merchant', what: expect.stringContaining('rejected') } });
    await handle.executeUpdate(retry, { args: [request] });
    await shows({ waitingFor: { who: 'wechat', what: expect.stringContaining('submitted again') } });
    status = 26;
    expect(await outcome()).toEqual({ kind: 'filed' });
    expect(submitted).toBe(2);
  });
});
