import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newOpenid } from '../simulator/merchants.ts';
import { processesOf } from './following.ts';
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

const create = '/wxa/component/fastregisterbetaweapp';
const push = 'notify_third_fastregisterbetaapp';
/** Its user does nothing until its link is shown. */
const beginSlowly = async (input: object = {}) => {
  await processes.people('user', 'ignore');
  const started = await trials.register(input);
  return { started, shown: await processes.until(started, (progress) => authorizeLink(progress) !== undefined) };
};
const confirm = () => processes.people('user', 'accept', 0);
const pluginOf = async ({ id }: { id: string }) =>
  (await stack.api('service', 'GET', `/v1/trial-registrations/${id}/plugin`)).body;

describe('a trial registration', () => {
  it('ends registered, authorized and with the end of its trial once its user has confirmed', async () => {
    const { started, shown } = await beginSlowly({ merchantId: 'm-trial' });
    expect(shown).toMatchObject({ stage: 'confirmation', attention: 'merchant' });
    expect(shown.waitingFor?.until).toMatch(/^\d{4}-/);
    const createToken = new URL(authorizeLink(shown) ?? '').searchParams.get('create_token');
    const plugin = { appid: 'wxb8b928431b8c56d8', alias: 'miniprogram-thirdparty-plugin' };
    expect(await pluginOf(started)).toMatchObject({ plugin, createToken, until: shown.waitingFor?.until });

    const before = Date.now();
    await confirm();
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({ kind: 'registered', authorized: true, appid: expect.stringMatching(/^wx/) });
    const appid = String(outcome?.appid);
    const left = Date.parse(String(outcome?.trialUntil)) - before;
    // The simulated clock runs ahead of ours.
    expect(left).toBeGreaterThan(13.9 * 24 * 3_600_000);
    expect(await pluginOf(started)).toMatchObject({ plugin, appid });
    const account = await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`);
    expect(account.body).toMatchObject({ authorization: 'granted', origin: 'registered', merchantId: 'm-trial' });
    expect((await stack.effects(appid)).filter((path) => path.endsWith('api_query_auth'))).toHaveLength(1);
  });

  it('begins the conversion, which waits for a way to be chosen until the trial ends, on a page of its own', async () => {
    const { started } = await beginSlowly({ conversion: { timings: { poll: 1_000, watch: 1_000 } } });
    await confirm();
    const { conversion, trialUntil } = { ...(await processes.outcome(started)) };
    await processes.people('user', 'ignore');
    const converting = { ...started, url: `/v1/trial-conversions/${conversion}` };
    const shown = await processes.until(converting, isAsked);
    expect(shown).toMatchObject({ attention: 'merchant', waitingFor: { until: trialUntil } });
    const link = await stack.api('operator', 'POST', '/v1/page-links', { process: conversion });
    const page = z.object({ href: z.string() }).parse(link.body).href;
    const shownThere = await (await fetch(page)).text();
    for (const words of ['体验小程序转正', '号店']) expect(shownThere).toContain(words);
    const route = { kind: 'personal-upgraded', componentPhone: '13800000000' };
    await processes.act(converting, 'convert', { route });
    await processes.until(converting, (progress) => authorizeLink(progress) !== undefined);
    await confirm();
    expect(await processes.outcome(converting)).toMatchObject({ kind: 'converted' });
  });

  it.each(['authorized', push])('joins both events where %s comes last', async (late) => {
    const { started } = await beginSlowly();
    await processes.fault({ event: late, kind: 'late', ms: 1_500, times: 1 });
    await confirm();
    expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', authorized: true });
  });

  it('takes a doubled push once', async () => {
    const { started } = await beginSlowly();
    await processes.fault({ event: push, kind: 'double', times: 1 });
    await processes.fault({ event: 'authorized', kind: 'double', times: 1 });
    await confirm();
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({ kind: 'registered', authorized: true });
    const exchanges = (await stack.effects(String(outcome?.appid))).filter((path) => path.endsWith('api_query_auth'));
    expect(exchanges).toHaveLength(1);
  });

  it('finds the account by itself where its push was lost', async () => {
    const { started } = await beginSlowly();
    await processes.fault({ event: push, kind: 'lose', times: 1 });
    await confirm();
    expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', authorized: true });
  });

  it('takes no account where another trial of the same name may be its owner', async () => {
    const name = '同名烤鸡店';
    await processes.people('user', 'ignore');
    const short = { window: 8_000, remind: 4_000 };
    const other = await trials.register({ name });
    const { started } = await beginSlowly({ name, timings: short });
    await processes.until(other, (progress) => authorizeLink(progress) !== undefined);
    await processes.fault({ event: push, kind: 'lose', times: 2 });
    await confirm();
    expect(await processes.outcome(started)).toMatchObject({ kind: 'expired' });
    await processes.act(other, 'cancel');
  });

  it('says so where the event with the code never came', async () => {
    const { started } = await beginSlowly({ timings: { authorization: 3_000 } });
    await processes.fault({ event: 'authorized', kind: 'lose', times: 1 });
    await confirm();
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({ kind: 'registered', authorized: false, note: expect.stringContaining('lost') });
  });

  it('ends expired where nobody confirms, refused or not', async () => {
    await processes.people('user', 'refuse');
    const started = await trials.register({ timings: { window: 3_000, remind: 1_000, grace: 500 } });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'expired' });
  });

  it('ends rejected where WeChat says no: at once, or of its user', async () => {
    await processes.fault({ path: create, kind: 'errcode', errcode: 61071, times: 1 });
    expect(await processes.outcome(await trials.register())).toMatchObject({ kind: 'rejected', errcode: 61071 });
    const { started } = await beginSlowly();
    await processes.people('user', '1005', 0);
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'rejected',
      status: 1005,
      hintZh: expect.stringContaining('手机号'),
    });
  });

  it('creates once more where the answer was lost, and says that a request may be left', async () => {
    await processes.fault({ path: create, kind: 'dropAfter', times: 1 });
    const { started } = await beginSlowly();
    await confirm();
    expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', unusedTask: true });
  });

  it('names the trial that was made, and shows its dead link no more, where it is cancelled before the authorization', async () => {
    const input = { name: '早停烤鸡店', openid: newOpenid(), timings: { authorization: 60_000 } };
    const { started, shown } = await beginSlowly(input);
    await processes.fault({ event: 'authorized', kind: 'lose', times: 1 });
    await confirm();
    await processes.until(started, ({ stage }) => stage === 'authorization');
    await processes.act(started, 'cancel');
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({ kind: 'cancelled', appid: expect.stringMatching(/^wx/) });
    expect(outcome).not.toHaveProperty('runningTask');
    const next = await beginSlowly(input);
    expect(authorizeLink(next.shown)).not.toBe(authorizeLink(shown));
    await processes.act(next.started, 'cancel');
  });

  it('shows the running link again after a cancellation, and creates no second trial', async () => {
    const input = { name: '再来烤鸡店', openid: newOpenid() };
    const first = await beginSlowly(input);
    await processes.act(first.started, 'cancel', { why: 'too early' });
    expect(await processes.outcome(first.started)).toMatchObject({ kind: 'cancelled', why: 'too early' });
    const calls = async () =>
      z.array(z.object({ calls: z.number() })).parse(await stack.simulate(`calls?path=${encodeURIComponent(create)}`));
    const before = await calls();
    const second = await beginSlowly(input);
    expect(authorizeLink(second.shown)).toBe(authorizeLink(first.shown));
    expect(await calls()).toEqual(before);
    await confirm();
    expect(await processes.outcome(second.started)).toMatchObject({ kind: 'registered', authorized: true });
  });
});
