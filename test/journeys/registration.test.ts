import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inventSocialCreditCode } from '../../scripts/journey/social-credit-code.ts';
import { buildXml } from '../../wechat/xml.ts';
import { processesOf, registrationPace, type Shown } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

const accountList = z.object({ items: z.array(z.object({ appid: z.string() })) });
const overview = z.object({ registrations: z.array(z.object({ taskid: z.string(), open: z.boolean() })) });

describe('an enterprise registration', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  const create = '/wxa/component/fastregisterenterpriseweapp?action=create';
  const push = 'notify_third_fasteregister';

  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterAll(() => stack.stop());

  /** The task that was made last, once it is as wanted. */
  const newestTask = async (as: (task: { open: boolean }) => boolean = () => true) => {
    let taskid = '';
    const read = async () => {
      const newest = overview.parse(await stack.simulate('state')).registrations.at(-1);
      taskid = newest?.taskid ?? '';
      return newest !== undefined && as(newest);
    };
    await expect.poll(read, { timeout: 20_000 }).toBe(true);
    return taskid;
  };

  const accounts = async () =>
    accountList
      .parse((await stack.api('viewer', 'GET', '/v1/authorizers?limit=100')).body)
      .items.map(({ appid }) => appid);
  /** The account that is known now and was not before. */
  const newAccount = async (before: readonly string[]) => {
    const found = async () => (await accounts()).find((appid) => !before.includes(appid));
    await expect.poll(found, { timeout: 20_000 }).toBeDefined();
    return (await found()) ?? '';
  };

  it('ends registered and authorized once the legal person has passed the face verification', async () => {
    await processes.people('legalPerson', 'ignore');
    const started = await processes.register({ merchantId: 'm-1' });
    const waiting = await processes.until(started, ({ links }) => links.some(({ rel }) => rel === 'authorize-url'));
    expect(waiting).toMatchObject({ live: true, stage: 'face-verification', attention: 'merchant' });
    expect(waiting.waitingFor).toMatchObject({ who: 'merchant', until: expect.stringMatching(/^\d{4}-/) });
    await processes.people('legalPerson', 'accept');
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({ kind: 'registered', authorized: true, appid: expect.stringMatching(/^wx/) });
    const account = await stack.api('viewer', 'GET', `/v1/authorizers/${String(outcome?.appid)}`);
    expect(account.body).toMatchObject({ authorization: 'granted', origin: 'registered', merchantId: 'm-1' });
  });

  it('ends refused once the refusal stands', async () => {
    await processes.people('legalPerson', 'refuse');
    expect(await processes.outcome(await processes.register())).toMatchObject({ kind: 'refused' });
  });

  it('ends expired where nobody acts within the window', async () => {
    await processes.people('legalPerson', 'ignore');
    const started = await processes.register({ timings: { window: 4_000, poll: 500, remind: [2_000], reissue: 1 } });
    const shown = await processes.until(started, ({ outcome }) => outcome !== undefined);
    expect(shown).toMatchObject({ stage: 'expired', outcome: { kind: 'expired' } });
  });

  it('is rejected in words where WeChat refuses name and code', async () => {
    await processes.fault({ path: create, kind: 'errcode', errcode: 86022, times: 1 });
    const outcome = await processes.outcome(await processes.register());
    expect(outcome).toMatchObject({ kind: 'rejected', errcode: 86022, note: expect.stringContaining('Name and code') });
  });

  it('finds the account by itself where the push was lost', async () => {
    await processes.people('legalPerson', 'accept');
    await processes.fault({ event: push, kind: 'lose', times: 1 });
    const outcome = await processes.outcome(await processes.register(), 60_000);
    expect(outcome).toMatchObject({ kind: 'registered', authorized: true });
  });

  it('takes a doubled push once', async () => {
    await processes.people('legalPerson', 'accept');
    await processes.fault({ event: push, kind: 'double', times: 1 });
    const outcome = await processes.outcome(await processes.register());
    const exchanges = (await stack.effects(String(outcome?.appid))).filter((path) => path.endsWith('api_query_auth'));
    expect(outcome).toMatchObject({ kind: 'registered', authorized: true });
    expect(exchanges).toHaveLength(1);
  });

  it('says of no unused task where the task whose link was lost is the one that was used', async () => {
    await processes.people('legalPerson', 'ignore');
    await processes.fault({ path: create, kind: 'dropAfter', times: 1 });
    const started = await processes.register();
    await processes.until(started, ({ waitingFor }) => waitingFor?.what.includes('link was lost') === true);
    await processes.people('legalPerson', 'accept', 0);
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({ kind: 'registered', authorized: true });
    expect(outcome).not.toHaveProperty('unusedTask');
  });

  it('creates once more where the answer to create was lost, and says that a task may be left', async () => {
    await processes.people('legalPerson', 'ignore');
    await processes.fault({ path: create, kind: 'dropAfter', times: 1 });
    const started = await processes.register({ timings: { window: 6_000, poll: 500, remind: [2_000], reissue: 1 } });
    const shown = await processes.until(started, ({ outcome }) => outcome !== undefined);
    expect(shown.outcome).toMatchObject({ kind: 'expired', unusedTask: true });
    expect(shown.links.map(({ rel }) => rel)).toEqual(['merchant-page']);
  });

  it('creates again, and leaves nothing behind, where the request never arrived', async () => {
    await processes.people('legalPerson', 'accept');
    await processes.fault({ path: create, kind: 'dropBefore', times: 1 });
    expect(await processes.outcome(await processes.register())).toMatchObject({ kind: 'registered', authorized: true });
  });

  it('shows the running link again: to a second start as a conflict, after a cancellation in the next run', async () => {
    await processes.people('legalPerson', 'ignore');
    const input = { name: '同一企业', code: inventSocialCreditCode() };
    const first = await processes.register(input);
    const shown = await processes.until(first, ({ links }) => links.some(({ rel }) => rel === 'authorize-url'));
    const again = await stack.api('operator', 'POST', '/v1/enterprise-registrations', {
      ...input,
      componentPhone: '13800000000',
    });
    expect(again).toMatchObject({ status: 409, body: { id: first.id, runId: first.runId } });

    await processes.act(first, 'cancel', { why: 'wrong phone' });
    expect(await processes.outcome(first)).toMatchObject({ kind: 'cancelled', why: 'wrong phone' });
    const second = await processes.register(input);
    const resumed = await processes.until(second, ({ links }) => links.some(({ rel }) => rel === 'authorize-url'));
    const link = ({ links }: typeof shown) => links.find(({ rel }) => rel === 'authorize-url')?.href;
    expect(link(resumed)).toBe(link(shown));
    await processes.people('legalPerson', 'accept');
    expect(await processes.outcome(second)).toMatchObject({ kind: 'registered' });
  });

  it('names the account that was made, and no link, where it is cancelled before the authorization', async () => {
    await processes.people('legalPerson', 'accept');
    await processes.fault({ event: push, kind: 'lose', times: 1 });
    const started = await processes.register({ timings: { ...registrationPace, grace: 60_000 } });
    await processes.until(started, ({ stage }) => stage === 'authorization');
    await processes.act(started, 'cancel');
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({ kind: 'cancelled', made: true });
    expect(outcome).not.toHaveProperty('runningTask');
  });

  describe('whose link was not used', () => {
    const linkOf = ({ links }: Shown) => links.find(({ rel }) => rel === 'authorize-url')?.href;
    const waitsForReissue = ({ waitingFor }: Shown) => waitingFor?.what.includes('"reissue"') === true;

    it('reminds at each of its times, and goes on with a new link once it is asked for one', async () => {
      await processes.people('legalPerson', 'ignore');
      const timings = { window: 6_000, poll: 500, remind: [4_000, 2_000], reissue: 60_000 };
      const started = await processes.register({ timings });
      const reminder = (text: string) =>
        processes.until(started, ({ steps }) => steps.some(({ note }) => note?.startsWith(text)));
      const first = await reminder('Reminder 1 of 2');
      await reminder('Reminder 2 of 2');
      const refused = await processes.act(started, 'reissue');
      expect(refused).toMatchObject({ status: 409 });

      const waiting = await processes.until(started, waitsForReissue);
      expect(waiting).toMatchObject({ attention: 'ops', waitingFor: { until: expect.any(String) } });
      expect(linkOf(waiting)).toBeUndefined();
      // WeChat's own window is over as well.
      await processes.people('legalPerson', 'refuse', 0);
      await newestTask(({ open }) => !open);
      await processes.people('legalPerson', 'ignore');
      expect(await processes.act(started, 'reissue')).toMatchObject({ status: 202 });
      const again = await processes.until(started, (shown) => linkOf(shown) !== undefined);
      expect(linkOf(again)).not.toBe(linkOf(first));
      await processes.people('legalPerson', 'accept', 0);
      expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', authorized: true });
    });

    it('is not ended by the late push of its first link', async () => {
      await processes.people('legalPerson', 'refuse');
      const input = { name: '两次企业', code: inventSocialCreditCode() };
      const timings = { window: 60_000, poll: 500, remind: [], reissue: 60_000 };
      const started = await processes.register({ ...input, timings });
      await processes.until(started, waitsForReissue);
      const former = await newestTask();
      await processes.people('legalPerson', 'ignore');
      await processes.act(started, 'reissue');
      await processes.until(started, (shown) => linkOf(shown) !== undefined);
      const late = pushXml({ status: 100003, info: { name: '', code: input.code, taskid: former } });
      await stack.simulate('push', { channel: 'component', xml: late });
      await processes.people('legalPerson', 'accept', 0);
      expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', authorized: true });
    });

    it('takes what runs for the new link where its answer was lost', async () => {
      await processes.people('legalPerson', 'refuse');
      const timings = { window: 60_000, poll: 500, remind: [], reissue: 60_000 };
      const started = await processes.register({ timings });
      await processes.until(started, waitsForReissue);
      await processes.people('legalPerson', 'ignore');
      await processes.fault({ path: create, kind: 'dropAfter', times: 1 });
      await processes.act(started, 'reissue');
      const lost = await processes.until(
        started,
        ({ waitingFor }) => waitingFor?.what.includes('link was lost') === true,
      );
      expect(linkOf(lost)).toBeUndefined();
      await processes.people('legalPerson', 'accept', 0);
      expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', authorized: true });
    });

    it('takes the account that a late push tells of instead of a new link', async () => {
      await processes.people('legalPerson', 'ignore');
      const timings = { window: 1_500, poll: 400, remind: [], reissue: 60_000 };
      const started = await processes.register({ timings });
      await processes.until(started, waitsForReissue);
      await processes.people('legalPerson', 'accept', 0);
      expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', authorized: true });
    });
  });

  it('tries again by itself where the company register does not know the legal person yet, and then gives up', async () => {
    await processes.people('legalPerson', '105');
    const started = await processes.register({
      timings: { window: 60_000, poll: 60_000, remind: [], register: 1_000 },
    });
    const waiting = await processes.until(
      started,
      ({ waitingFor }) => waitingFor?.what.includes('working days') === true,
    );
    expect(waiting).toMatchObject({ attention: 'none', waitingFor: { who: 'wechat' } });
    expect(await processes.outcome(started, 90_000)).toMatchObject({
      kind: 'rejected',
      remedy: 'wait-days',
      status: 105,
    });
  });

  it('is rejected for other data where the company register disagrees', async () => {
    await processes.people('legalPerson', '103');
    const timings = { window: 60_000, poll: 60_000, remind: [] };
    const outcome = await processes.outcome(await processes.register({ timings }));
    expect(outcome).toMatchObject({
      kind: 'rejected',
      remedy: 'correct-data',
      status: 103,
      hintZh: expect.any(String),
    });
  });

  it('joins the authorization of its account where the push names the task as its code and brings no code', async () => {
    await processes.people('legalPerson', 'accept');
    await processes.fault({ event: push, kind: 'lose', times: 1 });
    const before = await accounts();
    const started = await processes.register({ timings: { window: 60_000, poll: 60_000, remind: [] } });
    await processes.until(started, ({ links }) => links.some(({ rel }) => rel === 'authorize-url'));
    const task = await newestTask(({ open }) => !open);
    const appid = await newAccount(before);
    const xml = pushXml({ status: 0, appid, auth_code: '', info: { name: '', code: task } });
    // Visibility, by which the task is found, is a moment behind; WeChat pushes again too.
    const pushed = async () => {
      await stack.simulate('push', { channel: 'component', xml });
      return (await processes.read(started)).stage;
    };
    await expect.poll(pushed, { timeout: 20_000, interval: 500 }).not.toBe('face-verification');
    expect(await processes.outcome(started)).toEqual({ kind: 'registered', authorized: true, appid });
    const account = await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`);
    expect(account.body).toMatchObject({ origin: 'registered' });
  });
});

const pushXml = (fields: Record<string, unknown>) =>
  buildXml({
    AppId: 'wx-platform',
    CreateTime: Math.floor(Date.now() / 1_000),
    InfoType: 'notify_third_fasteregister',
    ...fields,
  });
