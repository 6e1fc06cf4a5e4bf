import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProcessActivities, type ProcessActivities } from '../../activities/processes.ts';
import { setupTimings } from '../../messages/account-setup.ts';
import { cancel, retry } from '../../messages/actions.ts';
import { authorizationChanged, authorizerView } from '../../messages/authorizer.ts';
import { releaseTimings } from '../../messages/code-release.ts';
import { weChatFailureType } from '../../messages/failures.ts';
import { filingTimings } from '../../messages/icp-filing.ts';
import {
  declare,
  type MerchantOnboardingInput,
  type MerchantOnboardingOutcome,
  type OnboardingDeclaration,
  onboardingParts,
} from '../../messages/merchant-onboarding.ts';
import { type ProcessResult, type Progress, progressQuery } from '../../messages/progress.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { conversionTimings } from '../../messages/trial-conversion.ts';
import { verificationTimings } from '../../messages/verification.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { bundleOf, type FakeStage, startFakeStage } from './fake-activities.ts';
import { type Act, act } from './fake-parts.ts';

type Workflow = (input: MerchantOnboardingInput) => Promise<ProcessResult<MerchantOnboardingOutcome>>;

const request = { by: 'test' };
const timings = {
  conversion: conversionTimings,
  setup: setupTimings,
  verification: verificationTimings,
  filing: filingTimings,
  release: releaseTimings,
};
const release = { templateId: 1, userVersion: '1.0.0', userDesc: '首次上线' };
const setup = { name: { name: '面馆' }, signature: '附近最好吃的面馆' };
/** What the onboarding only gives on; those of a government are not done in one. */
const [verification, filing] = [{ customer_type: 12 } as never, { icp_subject: {} } as never];
const conversion = { route: { kind: 'personal-upgraded', componentPhone: '1' } } as const;
const end = (kind: string, more: object = {}): Act => ({ does: 'end', outcome: { kind, ...more } });
const isSetUp = end('complete', {
  parts: Object.fromEntries(Object.keys(setup).map((name) => [name, { kind: 'changed', note: '' }])),
});

const lacksSet = (): never => {
  const failure: WeChatFailure = {
    ...{ endpoint: '/wxa/x', kind: 'refused', class: 'merchant', effect: 'none', errcode: 61007 },
    ...{ hint: 'The account has not granted what this needs.', hintZh: '未授权' },
  };
  throw ApplicationFailure.nonRetryable(failure.hint, weChatFailureType(failure), failure);
};

describe('the workflow of an onboarding', () => {
  let stage: FakeStage;
  let account = 0;
  let authorization: 'granted' | 'withdrawn';
  /** What a call of a part meets, one after the other; a good answer in the end. */
  let calls: (() => unknown)[];
  let called: number;

  beforeAll(async () => {
    const others: { processes?: ProcessActivities } = {};
    const processes = () => {
      if (!others.processes) throw new Error('The stage is not up.');
      return others.processes;
    };
    stage = await startFakeStage(
      {
        holdMaterials: async () => [],
        letGoMaterials: async () => undefined,
        readAuthorizer: async () => ({ authorization }),
        callWeChat: async () => {
          called += 1;
          await calls.shift()?.();
        },
        findOpenRun: (id: string) => processes().findOpenRun(id),
        awaitEnd: (run: never) => processes().awaitEnd(run),
        endProcess: (order: never) => processes().endProcess(order),
        refillProcess: (order: never) => processes().refillProcess(order),
      },
      undefined,
      await bundleOf(fileURLToPath(new URL('./fake-parts.ts', import.meta.url))),
    );
    others.processes = createProcessActivities(stage.temporal);
  });
  afterAll(() => stage.stop());
  beforeEach(() => {
    authorization = 'granted';
    calls = [];
    called = 0;
  });

  const progressOf = (handle: WorkflowHandle): Promise<Progress> => handle.query(progressQuery);
  const shows = (handle: WorkflowHandle, expected: object) =>
    expect.poll(() => progressOf(handle), { timeout: 30_000 }).toMatchObject(expected);

  const begin = async (declaration: Omit<OnboardingDeclaration, 'account'>) => {
    account += 1;
    const appid = `wx${account}`;
    const route = { kind: 'existing', appid } as const;
    await stage.account(appid);
    const merchantId = `m-${account}`;
    const handle = await stage.temporal.workflow.start<Workflow>('merchantOnboarding', {
      workflowId: workflowIds.merchantOnboarding(merchantId),
      taskQueue: taskQueues.main,
      args: [
        { merchantId, declaration: { account: route, ...declaration }, timings, page: '', publicUrl: '', request },
      ],
    });
    const handleOf = (id: string) => stage.temporal.workflow.getHandle(id);
    const parts = {
      conversion: handleOf(workflowIds.trialConversion(appid)),
      setup: handleOf(workflowIds.accountSetup(appid)),
      verification: handleOf(workflowIds.verification(appid)),
      filing: handleOf(workflowIds.icpFiling(appid)),
      release: handleOf(workflowIds.codeRelease(appid)),
    };
    const stateOf = ({ steps }: Progress) => steps.filter(({ state }) => state === 'running').map(({ name }) => name);
    return {
      handle,
      parts,
      /** Waits until just these parts are under way. */
      runs: (...names: (keyof typeof parts)[]) =>
        expect.poll(async () => stateOf(await progressOf(handle)), { timeout: 30_000 }).toEqual(names),
      does: async (part: keyof typeof parts, next: Act) => {
        await shows(parts[part], {});
        await parts[part].signal(act, next);
      },
      heard: (part: keyof typeof parts, note: unknown) => shows(parts[part], { steps: [{ name: 'told', note }] }),
      declares: (next: Omit<OnboardingDeclaration, 'account'>) =>
        handle.executeUpdate(declare, { args: [{ ...request, declaration: { account: route, ...next } }] }),
      changesTo: async (next: typeof authorization) => {
        authorization = next;
        await handle.signal(authorizationChanged, { permissionSets: [] });
      },
      outcome: async () => (await handle.result()).progress.outcome,
    };
  };

  it('sets up and commits together, verifies once the name stands, files after that, and submits and releases last', async () => {
    const { runs, does, heard, parts, outcome } = await begin({ setup, verification, filing, release });
    await runs('setup', 'release');
    await does('setup', { does: 'finish', step: 'name' });
    await runs('setup', 'verification', 'release');
    await does('verification', end('verified'));
    await runs('setup', 'release');
    await does('setup', { does: 'finish', step: 'signature' });
    await runs('setup', 'filing', 'release');
    expect(await progressOf(parts.release)).not.toMatchObject({ steps: [{ note: expect.anything() }] });
    await does('setup', isSetUp);
    await heard('release', 'lift submit');
    await does('filing', end('filed'));
    await heard('release', 'lift submit, lift release');
    await does('release', end('released', { userVersion: '1.0.0' }));
    expect(await outcome()).toMatchObject({ kind: 'onboarded', stands: Array(5).fill({ state: 'reached' }) });
  });

  it('begins nothing and lets nothing go on while the authorization is withdrawn', async () => {
    const { handle, runs, does, heard, changesTo, outcome } = await begin({ setup, verification, release });
    await runs('setup', 'release');
    await changesTo('withdrawn');
    await shows(handle, { stage: 'account', attention: 'merchant' });
    await does('setup', isSetUp);
    await runs('release');
    expect(await progressOf(handle)).toMatchObject({ attention: 'merchant' });
    await changesTo('granted');
    await runs('verification', 'release');
    await heard('release', expect.stringContaining('lift submit'));
    await does('verification', end('verified'));
    await does('release', end('released'));
    expect(await outcome()).toMatchObject({ kind: 'onboarded' });
  });

  it('that lacks a permission set is parked, and goes on once the authorization is updated', async () => {
    const { handle, runs, does, heard, changesTo } = await begin({ conversion });
    calls = [lacksSet];
    await runs('conversion');
    await does('conversion', { does: 'call' });
    await shows(handle, { stage: 'conversion', attention: 'merchant' });
    await changesTo('granted');
    await heard('conversion', 'called');
    expect(called).toBe(2);
    await handle.executeUpdate(cancel, { args: [request] });
    await handle.result();
  });

  it('keeps a word to try again that meets a part in the middle of a call', async () => {
    const { handle, parts, runs, does, heard } = await begin({ conversion });
    const refuse: (() => void)[] = [];
    calls = [() => new Promise<void>((resolve) => refuse.push(resolve)).then(lacksSet)];
    await runs('conversion');
    await does('conversion', { does: 'call' });
    await expect.poll(() => refuse, { timeout: 30_000 }).toHaveLength(1);
    await handle.executeUpdate(retry, { args: [request] });
    const signals = async () =>
      (await parts.conversion.fetchHistory()).events?.filter(
        ({ workflowExecutionSignaledEventAttributes: signal }) => signal?.signalName === 'retryAsked',
      );
    await expect.poll(signals, { timeout: 30_000 }).toHaveLength(1);
    refuse[0]?.();
    await heard('conversion', 'called');
    expect(called).toBe(2);
    await handle.executeUpdate(cancel, { args: [request] });
    await handle.result();
  });

  it('gives what is declared anew to the part whose data were sent back, and sends nothing again by itself', async () => {
    const { handle, runs, does, heard, declares, changesTo, outcome } = await begin({ filing });
    await runs('filing');
    await does('filing', { does: 'ask' });
    await shows(handle, { stage: 'filing', waitingFor: { who: 'merchant', hints: [] } });
    await changesTo('granted');
    await declares({ filing: { corrected: true } as never });
    await heard('filing', '{"corrected":true}');
    await does('filing', end('filed'));
    expect(await outcome()).toMatchObject({ kind: 'onboarded' });
  });

  it('gives the account its settings before its release begins, and points to the template that it will use', async () => {
    const settings = { tags: ['华东'], variables: { shop: 7 }, ext: { window: { color: '#fff' } } };
    const { handle, parts, runs, declares, does, outcome } = await begin({ settings, setup, release });
    await runs('setup', 'release');
    const appid = `wx${account}`;
    const entity = stage.temporal.workflow.getHandle(workflowIds.authorizer(appid));
    expect(await entity.query(authorizerView)).toMatchObject(settings);
    await shows(parts.release, {});
    const first = await parts.release.describe();
    const other = { ...settings, tags: [], variables: { shop: 8 } };
    await declares({ settings: other, setup, release: { ...release, templateId: 2 } });
    await expect.poll(() => entity.query(authorizerView)).toMatchObject(other);
    // What it is made of is another: the release that is not submitted gives way.
    await expect.poll(async () => (await parts.release.describe()).runId).not.toBe(first.runId);
    const { typedSearchAttributes } = await handle.describe();
    expect(typedSearchAttributes.get(searchAttributes.ExternalIds)).toEqual([externalIds.template(2)]);
    await does('setup', isSetUp);
    await does('release', end('released', { userVersion: '1.0.0' }));
    expect(await outcome()).toMatchObject({ kind: 'onboarded' });
  });

  it('refuses after a conversion a declaration that names its own account as another one', async () => {
    const { handle, runs, does, declares, outcome } = await begin({ conversion, setup });
    await runs('conversion');
    await does('conversion', end('converted'));
    await runs('setup');
    const sharing = (sameAs: string) => declares({ conversion, setup: { ...setup, openAccount: { sameAs } } });
    await expect(sharing(`wx${account}`)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('setup.openAccount.sameAs') },
    });
    await sharing('wx-other');
    await handle.executeUpdate(cancel, { args: [request] });
    expect(await outcome()).toMatchObject({ kind: 'cancelled' });
  });

  it('cancelled ends what runs, and records part by part what there is and what is left', async () => {
    const { handle, runs, does, outcome } = await begin({ setup, verification, filing, release });
    await runs('setup', 'release');
    await does('setup', isSetUp);
    await runs('verification', 'release');
    await handle.executeUpdate(cancel, { args: [{ ...request, why: 'closed down' }] });
    const left = { kind: 'cancelled', why: 'closed down', left: 'what it had begun' };
    expect(await outcome()).toMatchObject({
      kind: 'cancelled',
      stands: [
        { part: 'account', state: 'reached' },
        { part: 'setup', state: 'reached', outcome: { kind: 'complete' } },
        { part: 'verification', state: 'halted', outcome: left },
        { part: 'filing', state: 'not-begun' },
        { part: 'release', state: 'halted', outcome: left },
      ],
    });
  });

  it('hears the words of a part one after the other, so that none overtakes its end', async () => {
    const { parts, runs, outcome } = await begin({ setup });
    await runs('setup');
    await shows(parts.setup, {});
    const acts: Act[] = [{ does: 'finish', step: 'name' }, isSetUp];
    await Promise.all(acts.map((next) => parts.setup.signal(act, next)));
    expect(await outcome()).toMatchObject({ kind: 'onboarded' });
    let underWay = 0;
    const most = ((await parts.setup.fetchHistory()).events ?? []).map((event) => {
      if (event.signalExternalWorkflowExecutionInitiatedEventAttributes) underWay += 1;
      if (event.externalWorkflowExecutionSignaledEventAttributes) underWay -= 1;
      return underWay;
    });
    expect(Math.max(...most)).toBe(1);
  });

  it('has room in one run for news of each of its parts every day for a year', async () => {
    const { handle, parts, runs, does } = await begin({ setup: { signature: setup.signature } });
    await runs('setup');
    const length = async () => (await handle.describe()).historyLength;
    const waitsFor = (what: string) => shows(handle, { waitingFor: { what } });
    await does('setup', { does: 'wait', what: 'news 0' });
    await waitsFor('news 0');
    const before = await length();
    const news = 10;
    for (let one = 1; one <= news; one += 1) {
      await does('setup', { does: 'wait', what: `news ${one}` });
      await waitsFor(`news ${one}`);
    }
    const perNews = ((await length()) - before) / news;
    // Temporal ends a run at 51,200 events.
    expect(perNews * onboardingParts.length * 365).toBeLessThan(51_200 / 2);
    // That a part asks WeChat over and over is no news.
    await does('setup', { does: 'call' });
    await waitsFor('its test');
    const quiet = await length();
    for (let poll = 0; poll < news; poll += 1) await does('setup', { does: 'call' });
    const note = 'called, '.repeat(news + 1).slice(0, -2);
    await shows(parts.setup, { steps: [{ note }, {}, {}] });
    expect(await length()).toBe(quiet);
    await handle.executeUpdate(cancel, { args: [request] });
    await handle.result();
  });
});
