import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notYet } from '../../activities/failure.ts';
import type { FilingFact } from '../../activities/filing-facts.ts';
import { cancel, retry } from '../../messages/actions.ts';
import { type FilingApplication, filingTimings, type IcpFilingInput, withdraw } from '../../messages/icp-filing.ts';
import { type Progress, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { filingApplication } from '../journeys/merchant-files.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

const [licence, card] = ['1', '2'].map((digit) => `sha256:${digit.repeat(64)}`);
const application: FilingApplication = filingApplication(licence ?? '', card ?? '');
const request = { by: 'test' };

describe('the workflow of a filing', () => {
  let stage: FakeStage;
  /** Where WeChat says the filing stands. */
  let stands: Pick<FilingFact, 'status' | 'sms'>;
  let passes: boolean;
  let checks: number;
  let uploads: string[];
  let applied: string[];
  /** Comes before WeChat's answer to an application. */
  let answering: () => Promise<void>;
  let account = 0;

  const fact = (): FilingFact => ({ available: true, hints: [], ...stands });
  beforeAll(async () => {
    stage = await startFakeStage({
      holdMaterials: async () => [],
      letGoMaterials: async () => undefined,
      uploadForFiling: async ({ material }: { material: string }) => {
        uploads.push(material);
        return `media ${uploads.length}`;
      },
      readFiling: async () => fact(),
      awaitFiling: async ({ known }: { known: FilingFact }) => {
        if (known.status === stands.status && known.sms === stands.sms) throw notYet('the same', 50);
        return fact();
      },
      createIcpVerifyTask: async () => {
        checks += 1;
        return { task_id: `face ${checks}` };
      },
      awaitFaceCheck: async () => {
        if (!passes) throw notYet('nobody came', 50);
        return { passed: true };
      },
      applyIcpFiling: async (_appid: string, { icp_applets }: { icp_applets: { principal_info: object } }) => {
        applied.push(JSON.stringify(icp_applets.principal_info));
        stands = { status: 2 };
        await answering();
        return { hints: [] };
      },
      cancelApplyIcpFiling: async () => {
        stands = { status: 1024 };
        return {};
      },
      getOnlineIcpOrder: async () => ({ icp_applets: [] }),
    });
  });
  afterAll(() => stage.stop());
  beforeEach(() => {
    stands = { status: 1024 };
    passes = true;
    checks = 0;
    uploads = [];
    applied = [];
    answering = async () => undefined;
  });

  const start = async (timings: Partial<IcpFilingInput['timings']> = {}) => {
    account += 1;
    const appid = `wx${account}`;
    await stage.account(appid);
    const input = { appid, application, page: 'https://weft.example/m/x', request };
    const handle = await stage.temporal.workflow.start<(input: IcpFilingInput) => Promise<{ progress: Progress }>>(
      'icpFiling',
      {
        workflowId: workflowIds.icpFiling(appid),
        taskQueue: taskQueues.main,
        args: [{ ...input, timings: { ...filingTimings, poll: 50, ...timings } }],
      },
    );
    const shows = (expected: object) =>
      expect.poll(() => handle.query(progressQuery), { timeout: 30_000 }).toMatchObject(expected);
    return { handle, shows, outcome: async () => (await handle.result()).progress.outcome };
  };

  it('asks for another face check only when somebody says so, once the time of the first ran out', async () => {
    passes = false;
    const { handle, shows, outcome } = await start({ faceWindow: 300 });
    await shows({ waitingFor: { who: 'ops', what: expect.stringContaining('did not make') } });
    expect(checks).toBe(1);
    passes = true;
    await handle.executeUpdate(retry, { args: [request] });
    await shows({ stage: 'platform-review' });
    stands = { status: 6 };
    expect(await outcome()).toEqual({ kind: 'filed' });
    expect(checks).toBe(2);
    expect(applied).toEqual([expect.stringContaining('face 2')]);
  });

  it('reminds the admin of the face check, and the principals of the SMS', async () => {
    passes = false;
    const remind = [24 * 3_600_000 - 300];
    const { shows, handle } = await start({ remind });
    const reminded = (name: string) => ({
      attention: 'merchant',
      steps: expect.arrayContaining([
        expect.objectContaining({ name, note: expect.stringContaining('Reminder 1 of 1') }),
      ]),
    });
    await shows(reminded('face-check'));
    passes = true;
    await shows({ stage: 'platform-review' });
    stands = { status: 4, sms: 1 };
    await shows(reminded('sms-check'));
    await handle.terminate();
  });

  it('ends expired where nobody makes the face check', async () => {
    passes = false;
    const { outcome } = await start({ faceWindow: 200, patience: 300 });
    expect(await outcome()).toMatchObject({ kind: 'expired', note: expect.stringContaining('face check') });
    expect(applied).toEqual([]);
  });

  it('brings the files again where the face check took longer than WeChat keeps them', async () => {
    const { shows, outcome } = await start({ copyLife: 1 });
    await shows({ stage: 'platform-review' });
    stands = { status: 6 };
    expect(await outcome()).toEqual({ kind: 'filed' });
    const times = (material: string | undefined) => uploads.filter((one) => one === material).length;
    expect(times(card)).toBeGreaterThanOrEqual(2);
    expect(applied).toEqual([expect.stringContaining('media')]);
  });

  it('follows a filing that is under review already, and asks nobody for a face', async () => {
    stands = { status: 4, sms: 1 };
    const { shows, outcome } = await start();
    await shows({ stage: 'sms-check', attention: 'merchant' });
    stands = { status: 4, sms: 2 };
    await shows({ stage: 'bureau-review', attention: 'none' });
    stands = { status: 6 };
    expect(await outcome()).toEqual({ kind: 'filed' });
    expect([checks, applied.length]).toEqual([0, 0]);
  });

  it('does not take an answer as of before the application for its withdrawal', async () => {
    answering = async () => {
      stands = { status: 1024 };
    };
    const { shows, outcome } = await start();
    await shows({ stage: 'platform-review', waitingFor: { what: expect.stringContaining('as before') } });
    stands = { status: 2 };
    await shows({ stage: 'platform-review', waitingFor: { what: expect.not.stringContaining('as before') } });
    stands = { status: 6 };
    expect(await outcome()).toEqual({ kind: 'filed' });
    expect(applied).toHaveLength(1);
  });

  it('does not take a rejection of before for one of what was applied for again', async () => {
    stands = { status: 5 };
    answering = async () => {
      stands = { status: 5 };
    };
    const { shows, outcome } = await start();
    await shows({
      stage: 'platform-review',
      waitingFor: { who: 'wechat', what: expect.stringContaining('as before') },
    });
    stands = { status: 6 };
    expect(await outcome()).toEqual({ kind: 'filed' });
    expect(applied).toHaveLength(1);
  });

  it('ends withdrawn once WeChat has long said that nothing is applied for', async () => {
    const { shows, outcome } = await start({ settle: 1_000 });
    await shows({ stage: 'platform-review' });
    stands = { status: 1024 };
    expect(await outcome()).toMatchObject({ kind: 'withdrawn' });
  });

  it('ends withdrawn at once where we withdrew it', async () => {
    const { handle, shows, outcome } = await start();
    await shows({ stage: 'platform-review', waitingFor: { who: 'wechat' } });
    await handle.executeUpdate(withdraw, { args: [request] });
    expect(await outcome()).toMatchObject({ kind: 'withdrawn' });
  });

  it('that is cancelled while its application is lost says that it may be under review', async () => {
    let lose: (lost: Promise<never>) => void = () => undefined;
    const lost = new Promise<void>((resolve) => {
      lose = resolve;
    });
    answering = () => lost;
    const { handle, outcome } = await start();
    await expect.poll(() => applied.length, { timeout: 30_000 }).toBe(1);
    await handle.executeUpdate(cancel, { args: [request] });
    lose(Promise.reject(new Error('cut off')));
    expect(await outcome()).toMatchObject({ kind: 'cancelled', note: expect.stringContaining('was lost') });
  });

  it('asks ops about a status that nobody knows, and goes on once it is another', async () => {
    stands = { status: 7 };
    const { shows, outcome } = await start();
    await shows({ attention: 'ops', waitingFor: { what: expect.stringContaining('7') } });
    stands = { status: 6 };
    expect(await outcome()).toEqual({ kind: 'filed' });
  });
});
