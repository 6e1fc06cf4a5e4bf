import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccountSetupInput, type SetupDeclaration, setupTimings } from '../../messages/account-setup.ts';
import { retry } from '../../messages/actions.ts';
import { weChatFailureType } from '../../messages/failures.ts';
import { type Progress, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { openMerchantTask } from '../../workflows/account-setup/part.ts';
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
  /** Whether code is under audit when a name is sent first. */
  let audited: boolean;
  let account = 0;

  /** Refusals of what names a picture, one after the other. */
  let refusals: number[];
  let avatars: string[];
  /** The open account of each, and how often WeChat does not show the one it has made. */
  let openAccounts: Map<string, string>;
  let hidden: number;
  let prefetched: string[];

  const refuse = (errcode: number, errorClass: WeChatFailure['class']): never => {
    const failure: WeChatFailure = {
      ...{ endpoint: '/wxa/a_call', kind: 'refused', class: errorClass, effect: 'none', errcode },
      ...{ hint: 'WeChat said no.', hintZh: '不行' },
    };
    throw ApplicationFailure.nonRetryable(failure.hint, weChatFailureType(failure), failure);
  };
  const codeUnderAudit = () => refuse(91019, 'not-yet');
  const refuseNext = () => {
    const errcode = refusals.shift();
    if (errcode !== undefined) refuse(errcode, 'provider');
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
        refuseNext();
        added.push(...categories);
        return {};
      },
      awaitCategories: async () => ({ categories: [category] }),
      getAccountBasicInfo: async () => ({ nickname: 'another' }),
      checkNickName: async () => ({ hit_condition: false }),
      setNickName: async (_appid: string, { license }: { license: string }) => {
        names.push(license);
        refuseNext();
        return names.length === 1 && audited ? codeUnderAudit() : {};
      },
      setHeadImage: async (_appid: string, { head_img_media_id: media }: { head_img_media_id: string }) => {
        avatars.push(media);
        refuseNext();
        return {};
      },
      readAuthorizer: async () => ({ account: {} }),
      getApiQuota: async () => ({ quota: { daily_limit: 100, remain: 99 } }),
      createOpenAccount: async (appid: string) => {
        openAccounts.set(appid, 'wxopen');
        return { open_appid: 'wxopen' };
      },
      getOpenAccount: async (appid: string) => {
        const open_appid = openAccounts.get(appid);
        if (!open_appid) return refuse(89002, 'rejected');
        hidden -= 1;
        return hidden < 0 ? { open_appid } : refuse(89002, 'rejected');
      },
      bindOpenAccount: async (appid: string, { open_appid }: { open_appid: string }) => {
        openAccounts.set(appid, open_appid);
        return {};
      },
      getPrefetchDomain: async () => ({ prefetch_dns_domain: prefetched.map((url) => ({ url })), size_limit: 5 }),
      setPrefetchDomain: async (
        _appid: string,
        { prefetch_dns_domain: all }: { prefetch_dns_domain: { url: string }[] },
      ) => {
        prefetched = all.map(({ url }) => url);
        return {};
      },
    });
  });
  afterAll(() => stage.stop());
  beforeEach(() => {
    uploads = 0;
    left = 5;
    added = [];
    names = [];
    audited = false;
    refusals = [];
    avatars = [];
    openAccounts = new Map();
    hidden = 0;
    prefetched = [];
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
    audited = true;
    const wanted = { name: { name: '中国面馆', license: { material } } };
    const { outcome } = await start(wanted, { copyLife: 1, auditPoll: 50 });
    expect(await outcome()).toMatchObject({ kind: 'complete', parts: { name: { kind: 'changed' } } });
    expect(names).toEqual(['media 1', 'media 2']);
  });

  it.each([40007, 46001])('brings a picture that WeChat does not find (%i) again, once', async (errcode) => {
    refusals = [errcode];
    expect(await (await start({ avatar: { media: { material } } })).outcome()).toMatchObject({ kind: 'complete' });
    expect(avatars).toEqual(['media 1', 'media 2']);
    refusals = [errcode];
    const wanted = { name: { name: '中国面馆', license: { material } } };
    expect(await (await start(wanted)).outcome()).toMatchObject({ kind: 'complete' });
    expect(names).toHaveLength(2);
    refusals = [errcode];
    const certificates = [{ key: '《食品经营许可证》', media: { material } }];
    expect(await (await start({ categories: [{ first: 220, second: 224, certificates }] })).outcome()).toMatchObject({
      kind: 'complete',
    });
    expect(uploads).toBe(6);
    refusals = [errcode, errcode];
    expect(await (await start({ avatar: { media: { material } } })).outcome()).toMatchObject({ kind: 'incomplete' });
  });

  it('does not send a media id again that was declared and that WeChat does not know', async () => {
    refusals = [40007];
    const { outcome } = await start({ avatar: { media: { mediaId: 'ended' } } });
    expect(await outcome()).toMatchObject({ parts: { avatar: { kind: 'refused' } } });
    expect(avatars).toEqual(['ended']);
  });

  it('binds the other account once WeChat shows the open account that it has made', async () => {
    hidden = 2;
    const { outcome } = await start({ openAccount: { sameAs: 'wxother' } }, { lookUpAfter: 50 });
    expect(await outcome()).toMatchObject({ kind: 'complete', parts: { openAccount: { kind: 'changed' } } });
    expect(openAccounts.get('wxother')).toBe('wxopen');
  });

  it('says so where WeChat does not show it for long, and binds nothing', async () => {
    hidden = 100;
    const { outcome } = await start({ openAccount: { sameAs: 'wxother' } }, { lookUpAfter: 10 });
    const refused = { kind: 'refused', note: expect.stringContaining('does not show it') };
    expect(await outcome()).toMatchObject({ kind: 'incomplete', parts: { openAccount: refused } });
    expect(openAccounts.has('wxother')).toBe(false);
  });

  it('adds domains to look up ahead to those that are set, as far as there is room', async () => {
    prefetched = ['a.example.com', 'b.example.com', 'c.example.com'];
    const prefetchDomains = ['a.example.com', 'd.example.com'];
    expect(await (await start({ prefetchDomains })).outcome()).toMatchObject({ kind: 'complete' });
    expect(prefetched).toEqual(['a.example.com', 'b.example.com', 'c.example.com', 'd.example.com']);
    const full = await start({ prefetchDomains: ['e.example.com', 'f.example.com'] });
    expect(await full.outcome()).toMatchObject({
      parts: { prefetchDomains: { kind: 'refused', note: expect.stringContaining('6 of 5') } },
    });
    expect(prefetched).toHaveLength(4);
    const again = await start({ prefetchDomains });
    expect(await again.outcome()).toMatchObject({ parts: { prefetchDomains: { kind: 'unchanged' } } });
  });
});

it('what only the merchant can do is looked at less and less often, so that weeks fit into a history', async () => {
  const pauses: number[] = [];
  const part = {
    timings: { auditPoll: 100, auditWindow: 100_000 },
    process: { pause: async (milliseconds: number) => void pauses.push(milliseconds) },
  };
  const asked = openMerchantTask(part);
  for (let turn = 0; turn < 4; turn += 1) expect(await asked({ what: 'w', whatZh: 'z' })).toBe(true);
  expect(pauses).toEqual([100, 200, 400, 400]);
});
