import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newOpenid } from '../simulator/merchants.ts';
import { adminsOf } from './admins.ts';
import { processesOf, registrationPace, type Shown } from './following.ts';
import { onboardingsOf, plainWish } from './onboarding.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

describe('the ways of an onboarding to its account', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  let admins: ReturnType<typeof adminsOf>;
  let onboardings: ReturnType<typeof onboardingsOf>;
  const linkOf = ({ links }: Shown, wanted: string) => links.find(({ rel }) => rel === wanted)?.href ?? '';
  const has = (rel: string) => (shown: Shown) => linkOf(shown, rel) !== '';

  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
    admins = adminsOf(stack);
    onboardings = onboardingsOf(processes);
  });
  afterAll(() => stack.stop());

  it('by a link goes on as soon as the merchant has authorized one account', async () => {
    const { accounts } = z
      .object({ accounts: z.array(z.object({ appid: z.string() })) })
      .parse(await stack.simulate('accounts', { authorized: false }));
    const appid = accounts[0]?.appid ?? '';
    await processes.people('auditor', 'pass', 300, appid);
    const started = await onboardings.onboard({ kind: 'link' }, { release: plainWish.release });
    const waiting = await processes.until(started, has('h5'));
    expect(waiting).toMatchObject({ stage: 'account', attention: 'merchant' });
    const own = await (await fetch(linkOf(waiting, 'merchant-page'))).text();
    expect(own).toContain('打开授权页');
    const page = await (await fetch(linkOf(waiting, 'pc'))).text();
    const weChat = (/<a class="button" href="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
    await fetch(weChat, {
      method: 'POST',
      body: new URLSearchParams([
        ['does', 'accept'],
        ['appid', appid],
        ['sets', '18'],
        ['sets', '30'],
      ]),
      headers: { referer: linkOf(waiting, 'pc') },
      redirect: 'manual',
    });
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({ kind: 'onboarded', appid });
    expect((await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`)).body).toMatchObject({
      merchantId: expect.stringMatching(/^m-/),
    });
  });

  it.each([
    { kind: 'personal', wxuser: 'weixin_person_1' },
    { kind: 'personal-upgraded', openid: newOpenid() },
  ])('registers a person: $kind', async (person) => {
    await processes.people('user', 'accept', 300);
    await processes.people('auditor', 'pass', 300);
    const account = { ...person, componentPhone: '13800000000', timings: registrationPace };
    const started = await onboardings.onboard(account, { release: plainWish.release });
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'onboarded',
      stands: [{ part: 'account', outcome: { kind: 'registered' } }, { part: 'release' }],
    });
  });

  it('reuses the subject of an official account once its admin agreed', async () => {
    await processes.people('auditor', 'pass', 300);
    const officialAccount = await admins.officialAccount();
    const timings = { window: 60_000, remind: [], poll: 500, lookUpAfter: 1_500, search: 2_000 };
    const account = { kind: 'official-account', officialAccount, timings };
    const started = await onboardings.onboard(account, { release: plainWish.release });
    const asked = await processes.until(started, has('consent'));
    expect(asked).toMatchObject({ stage: 'account', attention: 'merchant' });
    await admins.consent(asked);
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({
      kind: 'onboarded',
      stands: [
        { part: 'account', outcome: { kind: 'registered' } },
        { part: 'release', state: 'reached' },
      ],
    });
    expect(outcome?.appid).not.toBe(officialAccount);
  });

  it('by a trial makes it formal before it sets it up and releases', async () => {
    await processes.people('user', 'accept', 300);
    await processes.people('auditor', 'pass', 300);
    const trial = {
      kind: 'trial',
      name: '小麦烤鸡入驻店',
      openid: newOpenid(),
      timings: { window: 60_000, poll: 1_000, remind: 30_000, grace: 2_000, authorization: 20_000 },
    };
    const conversion = { kind: 'personal-upgraded', componentPhone: '13800000000' };
    const started = await onboardings.onboard(trial, { conversion, ...plainWish });
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({
      kind: 'onboarded',
      stands: [
        { part: 'account', outcome: { kind: 'registered' } },
        { part: 'conversion', outcome: { kind: 'converted' } },
        { part: 'setup', state: 'reached' },
        { part: 'release', state: 'reached' },
      ],
    });
  });

  it('whose link has expired gets another one by a retry of the onboarding', async () => {
    await processes.people('legalPerson', 'ignore');
    const enterprise = onboardings.enterprise({
      timings: { window: 3_000, poll: 500, remind: [1_000], reissue: 60_000 },
    });
    const started = await onboardings.onboard(enterprise, { release: plainWish.release });
    const waits = ({ waitingFor }: Shown) => waitingFor?.what.includes('"reissue"') === true;
    const halted = await processes.until(started, waits);
    expect(halted).toMatchObject({ stage: 'account', attention: 'ops' });
    await processes.people('legalPerson', 'accept', 0);
    await processes.people('auditor', 'pass', 300);
    expect((await processes.act(started, 'retry')).status).toBe(202);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'onboarded' });
  });

  it('that expired is declared anew, with another link for the person', async () => {
    await processes.people('legalPerson', 'ignore');
    const enterprise = onboardings.enterprise({ timings: { window: 3_000, poll: 500, remind: [1_000], reissue: 500 } });
    const started = await onboardings.onboard(enterprise, { release: plainWish.release });
    const halted = await processes.until(started, ({ waitingFor }) => waitingFor?.what.includes('expired') === true);
    expect(halted).toMatchObject({ stage: 'account', attention: 'ops' });
    await processes.people('legalPerson', 'accept');
    await processes.people('auditor', 'pass', 300);
    const again = { account: onboardings.enterprise({ ...enterprise, timings: { window: 60_000, poll: 500 } }) };
    await processes.act(started, 'declare', { ...again, release: plainWish.release });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'onboarded' });
  });
});
