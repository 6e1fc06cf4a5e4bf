import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf, type Started } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';
import { authorizeLink, isAsked, trialsOf } from './trials.ts';

let stack: JourneyStack;
let processes: ReturnType<typeof processesOf>;
let trials: ReturnType<typeof trialsOf>;
beforeAll(async () => {
  stack = await startJourneyStack();
  processes = processesOf(stack);
  trials = trialsOf(processes);
});
afterAll(() => stack.stop());

const linkOtherThan = async (started: Started, old?: string) => {
  const fresh = (link: string | undefined) => link !== undefined && link !== old;
  return authorizeLink(await processes.until(started, (shown) => fresh(authorizeLink(shown))));
};
const timesOf = async (appid: string, path: string) =>
  (await stack.effects(appid)).filter((one) => one === path).length;
const stepOf = (started: Started, name: string) =>
  processes.read(started).then(({ steps }) => steps.find((step) => step.name === name));

describe('the conversion of a trial with an official account', () => {
  const ask = '/wxa/getmpadminauth';
  const use = '/wxa/mpverifybetaweapp';
  const consent = 'betaapp_authorization_apply_event';
  const made = z.object({ accounts: z.array(z.object({ appid: z.string() })) });

  const lender = async (principalName: string) => {
    const { accounts } = made.parse(await stack.simulate('accounts', { kind: 'officialAccount', principalName }));
    return accounts[0]?.appid ?? '';
  };
  /** Nobody agrees before they are told to. */
  const convertSlowly = async (timings: object = {}) => {
    await processes.people('admin', 'ignore');
    const [appid, account] = [await trials.trial(), await lender('借用主体有限公司')];
    const route = { kind: 'official-account', account };
    return { appid, account, started: await trials.convert(appid, { route, timings }) };
  };
  const agree = (of: string) => processes.people('admin', 'accept', 0, of);

  it('asks its admin and then that of the trial, each once, however often the pushes come', async () => {
    const { appid, account, started } = await convertSlowly();
    const first = await linkOtherThan(started);
    expect(await processes.read(started)).toMatchObject({ stage: 'person', attention: 'merchant' });
    for (const event of [consent, 'betaapp_verify_event']) {
      await processes.fault({ event, kind: 'double', times: 1 });
    }
    await agree(account);
    await linkOtherThan(started, first);
    expect(await processes.read(started)).toMatchObject({ stage: 'admin', attention: 'merchant' });
    await agree(appid);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'converted', principalName: '借用主体有限公司' });
    expect([await timesOf(appid, ask), await timesOf(appid, use)]).toEqual([1, 1]);
  });

  it('sees by itself that it is done where the last push was lost', async () => {
    const { appid, account, started } = await convertSlowly();
    await agree(account);
    await agree(appid);
    await processes.fault({ event: 'betaapp_verify_event', kind: 'lose', times: 1 });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'converted' });
  });

  it('asks for the ticket anew on a retry, where the push that brings it was lost', async () => {
    const { appid, account, started } = await convertSlowly();
    const first = await linkOtherThan(started);
    await processes.fault({ event: consent, kind: 'lose', times: 1 });
    await agree(account);
    await expect.poll(() => stack.simulate('faults'), { timeout: 20_000 }).toMatchObject({ events: [] });
    await processes.act(started, 'retry');
    await linkOtherThan(started, first);
    await agree(appid);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'converted' });
    expect([await timesOf(appid, ask), await timesOf(appid, use)]).toEqual([2, 1]);
  });

  it('asks what to do where its admin refuses, which nothing tells', async () => {
    const [appid, account] = [await trials.trial(), await lender('示例主体有限公司')];
    await processes.people('admin', 'refuse', 0, account);
    const route = { kind: 'official-account', account };
    const started = await trials.convert(appid, { route, timings: { window: 4_000, remind: 1_000 } });
    const failed = await processes.until(started, isAsked);
    expect(failed.attention).toBe('ops');
    expect(authorizeLink(failed)).toBeUndefined();
    expect(await stepOf(started, 'person')).toMatchObject({ state: 'failed' });
    await processes.act(started, 'cancel');
  });

  it('is told at once that there is no such official account', async () => {
    const route = { kind: 'official-account', account: 'gh_nobody' };
    const started = await trials.convert(await trials.trial(), { route });
    const failed = await processes.until(started, ({ steps }) => steps.some(({ state }) => state === 'failed'));
    expect(failed).toMatchObject({ attention: 'ops', waitingFor: { what: expect.stringContaining('40013') } });
    await processes.act(started, 'cancel');
  });
});

describe("the conversion of a trial to a person's upgraded mini program", () => {
  const create = '/wxa/component/fastnormalizebetaweapp?action=createtask';
  const route = { kind: 'personal-upgraded', componentPhone: '13800000000' };
  const convertSlowly = async (timings: object = {}) => {
    const appid = await trials.trial();
    return { appid, started: await trials.convert(appid, { route, timings }) };
  };
  const user = (does: string) => processes.people('user', does, 0);

  it('needs its user alone', async () => {
    const { appid, started } = await convertSlowly();
    await linkOtherThan(started);
    expect(await processes.read(started)).toMatchObject({ stage: 'person', attention: 'merchant' });
    await user('accept');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'converted', appid, principalName: '个人' });
    expect(await stepOf(started, 'admin')).toMatchObject({ state: 'skipped' });
    expect(await timesOf(appid, create)).toBe(1);
  });

  it('finds the task whose answer was lost, and its link', async () => {
    await processes.fault({ path: create, kind: 'dropAfter', times: 1 });
    const { appid, started } = await convertSlowly();
    await linkOtherThan(started);
    await user('accept');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'converted' });
    expect(await timesOf(appid, create)).toBe(1);
  });

  it('goes on with the task that runs, and its deadline, where it is asked for once more', async () => {
    const { appid, started } = await convertSlowly();
    const link = await linkOtherThan(started);
    const { waitingFor } = await processes.read(started);
    const counts = z.array(z.object({ appid: z.string(), calls: z.number() }));
    const calls = async () =>
      counts.parse(await stack.simulate(`calls?path=${encodeURIComponent(create)}`)).find((one) => one.appid === appid)
        ?.calls;
    await processes.act(started, 'retry');
    await expect.poll(calls).toBe(2);
    const again = await processes.until(started, ({ attention }) => attention === 'merchant');
    expect(authorizeLink(again)).toBe(link);
    expect(again.waitingFor?.until).toBe(waitingFor?.until);
    await user('accept');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'converted' });
  });

  it('may be tried again once its user has refused', async () => {
    const { started } = await convertSlowly();
    const first = await linkOtherThan(started);
    await user('refuse');
    const refused = await processes.until(started, isAsked);
    expect(refused).toMatchObject({ attention: 'merchant', waitingFor: { what: expect.stringContaining('refused') } });
    await user('ignore');
    await processes.act(started, 'retry');
    await linkOtherThan(started, first);
    await user('accept');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'converted' });
  });

  it('asks what to do where its user did not finish within 24 h', async () => {
    const { started } = await convertSlowly({ window: 3_000, remind: 1_000 });
    const over = await processes.until(started, isAsked);
    expect(over).toMatchObject({ attention: 'ops', waitingFor: { what: expect.stringContaining('window') } });
    await processes.act(started, 'cancel');
  });

  it('says that a trial made without the sets of permissions has to be made again', async () => {
    const appid = await trials.trial();
    await stack.simulate('authorizations', { appid, does: 'update', permissionSets: [18, 30, 81] });
    const started = await trials.convert(appid, { route });
    const failed = await processes.until(started, ({ steps }) => steps.some(({ state }) => state === 'failed'));
    expect(failed).toMatchObject({ attention: 'provider', waitingFor: { what: expect.stringContaining('86033') } });
    await processes.act(started, 'cancel');
  });
});
