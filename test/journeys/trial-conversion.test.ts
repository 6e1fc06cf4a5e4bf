import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventSocialCreditCode } from '../../scripts/journey/social-credit-code.ts';
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

const verify = '/wxa/verifybetaweapp';
const push = 'notify_third_fastverifybetaapp';
const enterprise = () => ({
  kind: 'enterprise',
  name: `示例企业${inventSocialCreditCode().slice(-6)}`,
  code: inventSocialCreditCode(),
  componentPhone: '13800000000',
});
const linkShown = (started: Started) => processes.until(started, (shown) => authorizeLink(shown) !== undefined);
const stepOf = (started: Started, name: string) =>
  processes.read(started).then(({ steps }) => steps.find((step) => step.name === name));
/** A trial whose conversion with an enterprise waits for the legal person, and whose admin will agree. */
const convertSlowly = async (input: object = {}) => {
  await processes.people('legalPerson', 'ignore');
  await processes.people('admin', 'accept');
  const appid = await trials.trial();
  const route = enterprise();
  const started = await trials.convert(appid, { route, ...input });
  return { appid, route, started };
};
const timesOf = async (appid: string, path: string) =>
  (await stack.effects(appid)).filter((one) => one === path).length;

describe('the conversion of a trial with an enterprise', () => {
  it('waits for the legal person, then for the admin, and asks WeChat once, however often the push comes', async () => {
    const { appid, route, started } = await convertSlowly();
    const shown = await linkShown(started);
    expect(shown).toMatchObject({ stage: 'person', attention: 'merchant', waitingFor: { until: expect.any(String) } });
    await processes.fault({ event: push, kind: 'double', times: 1 });
    await processes.people('legalPerson', 'accept', 0);
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({ kind: 'converted', appid, principalName: route.name, registerType: 19 });
    expect(await timesOf(appid, verify)).toBe(1);
    expect((await processes.read(started)).links.map(({ rel }) => rel)).toEqual(['merchant-page']);
  });

  it('sees by itself that it is done where the push was lost', async () => {
    const { started } = await convertSlowly();
    await linkShown(started);
    await processes.fault({ event: push, kind: 'lose', times: 1 });
    await processes.people('legalPerson', 'accept', 0);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'converted' });
  });

  it('goes on with corrected data after a refusal, which the first task does not forbid', async () => {
    const { appid, started } = await convertSlowly();
    await linkShown(started);
    await processes.people('legalPerson', '103', 0);
    const failed = await processes.until(started, isAsked);
    expect(failed).toMatchObject({ attention: 'merchant', waitingFor: { what: expect.stringContaining('name') } });
    expect(authorizeLink(failed)).toBeUndefined();
    expect(failed.steps).toContainEqual(expect.objectContaining({ name: 'person', state: 'failed' }));
    await processes.people('legalPerson', 'accept', 300);
    const route = enterprise();
    expect(await processes.act(started, 'convert', { route })).toMatchObject({ status: 202 });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'converted', principalName: route.name });
    expect(await timesOf(appid, verify)).toBe(2);
  });

  it('has the account named by a setup of its own, which outlives it', async () => {
    await processes.people('legalPerson', 'ignore');
    await processes.people('admin', 'accept');
    const appid = await trials.trial();
    const name = { name: '转正烤鸡店', license: { mediaId: await processes.upload(appid) } };
    const started = await trials.convert(appid, { route: enterprise(), name });
    await linkShown(started);
    await processes.people('legalPerson', 'accept', 0);
    const setup = String((await processes.outcome(started))?.setup);
    const naming = { ...started, url: `/v1/account-setups/${setup}` };
    expect(await processes.outcome(naming)).toMatchObject({ kind: 'complete', parts: { name: { kind: 'changed' } } });
    expect(await timesOf(appid, '/wxa/setnickname')).toBe(1);
    expect(await stepOf(started, 'setup')).toMatchObject({ state: 'done', note: expect.stringContaining(setup) });
  });

  it('takes no other route while a task runs that nobody can end', async () => {
    const { started } = await convertSlowly();
    await linkShown(started);
    const answer = await processes.act(started, 'convert', { route: enterprise() });
    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/not-now' } });
    await processes.act(started, 'cancel');
  });

  it('asks ops for the link where the answer with it was lost, and never asks WeChat for a second task', async () => {
    await processes.fault({ path: verify, kind: 'dropAfter', times: 1 });
    const { appid, started } = await convertSlowly();
    const shown = await processes.until(started, ({ attention }) => attention === 'ops');
    expect(shown.waitingFor?.what).toContain('no link');
    await processes.people('legalPerson', 'accept', 0);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'converted' });
    expect(await timesOf(appid, verify)).toBe(1);
  });

  it('gives both persons their windows, and then asks what to do', async () => {
    const { started } = await convertSlowly({ timings: { window: 2_000, remind: 500, grace: 300 } });
    await processes.until(started, isAsked);
    expect(await stepOf(started, 'person')).toMatchObject({ state: 'done' });
    expect(await stepOf(started, 'admin')).toMatchObject({ state: 'failed', note: expect.stringContaining('window') });
    await processes.act(started, 'cancel');
  });

  it('shows the running link again after a cancellation', async () => {
    const { appid, route, started } = await convertSlowly();
    const first = await linkShown(started);
    await processes.act(started, 'cancel', { why: 'wrong window' });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'cancelled', why: 'wrong window' });
    const again = await trials.convert(appid, { route });
    expect(authorizeLink(await linkShown(again))).toBe(authorizeLink(first));
    await processes.people('legalPerson', 'accept', 0);
    expect(await processes.outcome(again)).toMatchObject({ kind: 'converted' });
    expect(await timesOf(appid, verify)).toBe(1);
  });
});

describe('the conversion of a trial', () => {
  it('waits for a route, reminds, and ends with the trial', async () => {
    const appid = await trials.trial({ timings: { trial: 9_000 } });
    const started = await trials.convert(appid, { timings: { reminders: [3_000] } });
    await processes.until(started, ({ outcome }) => outcome !== undefined);
    const shown = await processes.read(started);
    expect(shown.outcome).toMatchObject({ kind: 'expired' });
    expect(await stepOf(started, 'choice')).toMatchObject({ note: expect.stringContaining('Reminder') });
  });

  it('of an account that is no trial ends at once', async () => {
    const started = await trials.convert(await processes.account(), { route: enterprise() });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'no-trial' });
  });
});
