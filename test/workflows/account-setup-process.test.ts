import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccountSetupInput, type SetupDeclaration, setupTimings } from '../../messages/account-setup.ts';
import { retry } from '../../messages/actions.ts';
import { weChatFailureType } from '../../messages/failures.ts';
import { type Progress, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { openMerchantTask, type Part } from '../../workflows/account-setup/part.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

const material = `sha256:${'1'.repeat(64)}`;
const request = { by: 'test' };
const category = { first: 220, second: 224, audit_status: 3 };

describe('the workflow of a setup', () => {
  let stage: FakeStage;
  let uploads: number;
  /** The month's additions that are left. */
  let left: number;
  let added: unknown[];
  /** Names that were sent, with the licence of each. */
  let names: unknown[];
  let account = 0;

  const codeUnderAudit = (): never => {
    const failure: WeChatFailure = {
      ...{ endpoint: '/wxa/setnickname', kind: 'refused', class: 'not-yet', effect: 'none', errcode: 91019 },
      ...{ hint: 'Code of this account is under audit.', hintZh: '审核中' },
    };
    throw ApplicationFailure.nonRetryable(failure.hint, weChatFailureType(failure), failure);
  };
  beforeAll(async () => {
    stage = await startFakeStage({
      holdMaterials: async () => [],
      letGoMaterials: async () => undefined,
      uploadForSetup: async () => {
        uploads += 1;
        return `media ${uploads}`;
      },
      getSettingCategories: async () => ({ categories: added.length > 0 ? [category] : [], limit: 5, quota: left }),
      addCategory: async (_appid: string, { categories }: { categories: unknown[] }) => {
        added.push(...categories);
        return {};
      },
      awaitCategories: async () => ({ categories: [category] }),
      getAccountBasicInfo: async () => ({ nickname: 'another' }),
      checkNickName: async () => ({ hit_condition: false }),
      setNickName: async (_appid: string, { license }: { license: string }) => {
        names.push(license);
        return names.length === 1 ? codeUnderAudit() : {};
      },
    });
  });
  afterAll(() => stage.stop());
  beforeEach(() => {
    uploads = 0;
    left = 5;
    added = [];
    names = [];
  });

  const start = async (wanted: SetupDeclaration, timings: Partial<AccountSetupInput['timings']> = {}) => {
    account += 1;
    const appid = `wx${account}`;
    await stage.account(appid);
    const input = { appid, wanted, publicUrl: 'https://weft.example', request };
    const handle = await stage.temporal.workflow.start<(input: AccountSetupInput) => Promise<{ progress: Progress }>>(
      'accountSetup',
      {
        workflowId: workflowIds.accountSetup(appid),
        taskQueue: taskQueues.main,
        args: [{ ...input, timings: { ...setupTimings, ...timings } }],
      },
    );
    const shows = (expected: object) =>
      expect.poll(() => handle.query(progressQuery), { timeout: 30_000 }).toMatchObject(expected);
    return { handle, shows, outcome: async () => (await handle.result()).progress.outcome };
  };

  it('brings the material of a category again where the additions were used up for longer than WeChat keeps it', async () => {
    left = 0;
    const certificates = [{ key: '《食品经营许可证》', media: { material } }];
    const { handle, shows, outcome } = await start(
      { categories: [{ first: 220, second: 224, certificates }] },
      { copyLife: 1 },
    );
    await shows({ waitingFor: { what: expect.stringContaining('All 5 additions of categories') } });
    left = 5;
    await handle.executeUpdate(retry, { args: [request] });
    expect(await outcome()).toMatchObject({ kind: 'complete' });
    expect(added).toMatchObject([{ certicates: [{ value: 'media 2' }] }]);
  });

  it('brings the material of a name again where an audit of code took longer than WeChat keeps it', async () => {
    const wanted = { name: { name: '中国面馆', license: { material } } };
    const { outcome } = await start(wanted, { copyLife: 1, auditPoll: 50 });
    expect(await outcome()).toMatchObject({ kind: 'complete', parts: { name: { kind: 'changed' } } });
    expect(names).toEqual(['media 1', 'media 2']);
  });
});

it('what only the merchant can do is looked at less and less often, so that weeks fit into a history', async () => {
  const pauses: number[] = [];
  const part = {
    timings: { auditPoll: 100, auditWindow: 100_000 },
    process: { pause: async (milliseconds: number) => void pauses.push(milliseconds) },
  };
  // All that it needs of a part.
  const asked = openMerchantTask(part as unknown as Part<unknown>);
  for (let turn = 0; turn < 4; turn += 1) expect(await asked({ what: 'w', whatZh: 'z' })).toBe(true);
  expect(pauses).toEqual([100, 200, 400, 400]);
});
