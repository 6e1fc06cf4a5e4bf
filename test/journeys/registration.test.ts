import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventSocialCreditCode } from '../../scripts/journey/social-credit-code.ts';
import { processesOf } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

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
    const started = await processes.register({ timings: { window: 4_000, poll: 500, remind: 2_000 } });
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
    const started = await processes.register({ timings: { window: 6_000, poll: 500, remind: 2_000 } });
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
});
