import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { adminsOf } from './admins.ts';
import { processesOf, type Shown } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

let stack: JourneyStack;
let processes: ReturnType<typeof processesOf>;
let admins: ReturnType<typeof adminsOf>;
beforeAll(async () => {
  stack = await startJourneyStack();
  processes = processesOf(stack);
  admins = adminsOf(stack);
});
afterAll(() => stack.stop());

const path = '/cgi-bin/account/fastregister';
const link = z.object({ href: z.string() });
const timings = { window: 60_000, remind: [], poll: 500, lookUpAfter: 1_500, search: 2_000 };
const isAsked = ({ links }: Shown) => links.some(({ rel }) => rel === 'consent');
const parked = (words: string) => (shown: Shown) => shown.waitingFor?.what.includes(words) === true;

describe('a registration with the subject of an official account', () => {
  const start = (officialAccount: string, input: object = {}) =>
    processes.start('/v1/official-account-registrations', { officialAccount, timings, ...input });
  const madeWith = async (officialAccount: string) =>
    (await stack.effects(officialAccount)).filter((each) => each === path).length;

  it('ends registered, verified, linked and authorized once its admin agreed, after one call', async () => {
    const officialAccount = await admins.officialAccount();
    const started = await start(officialAccount, { merchantId: 'm-reuse' });
    const shown = await processes.until(started, isAsked);
    expect(shown).toMatchObject({ stage: 'consent', attention: 'merchant' });
    expect(shown.steps[0]?.note).toContain("0 of the official account's 5 registrations");
    const ours = await fetch(shown.links.find(({ rel }) => rel === 'consent')?.href ?? '');
    expect(await ours.text()).toContain('本月还可注册 5 个');
    expect(ours.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    const page = await admins.consent(shown);
    expect(page.url).toContain('/m/');
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({ kind: 'registered', authorized: true, verified: true, linked: true });
    const account = await stack.api('viewer', 'GET', `/v1/authorizers/${String(outcome?.appid)}`);
    expect(account.body).toMatchObject({ authorization: 'granted', origin: 'registered', merchantId: 'm-reuse' });
    expect(await madeWith(officialAccount)).toBe(1);

    const again = await processes.until(await start(officialAccount), isAsked);
    expect(again.steps[0]?.note).toContain("1 of the official account's 5 registrations");
  });

  it('asks on another link where the first was revoked', async () => {
    const officialAccount = await admins.officialAccount();
    const started = await start(officialAccount);
    const shown = await processes.until(started, isAsked);
    const [first = ''] = shown.links.filter(({ rel }) => rel === 'consent').map(({ href }) => href);
    const body = { process: started.id };
    const revoked = await stack.api('operator', 'POST', '/v1/page-link-revocations', { ...body, why: 'wrong phone' });
    expect(revoked).toMatchObject({ status: 201 });
    expect((await fetch(first)).status).toBe(410);
    const made = await stack.api('operator', 'POST', '/v1/page-links', body);
    const page = await (await fetch(link.parse(made.body).href)).text();
    const [, href = ''] = /<a class="button" href="([^"]+)"/.exec(page) ?? [];
    await admins.consent({ ...shown, links: [{ rel: 'consent', title: '', href }] });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', authorized: true });
  });

  it('takes one consent however often its page is loaded', async () => {
    const officialAccount = await admins.officialAccount();
    const started = await start(officialAccount, { copyVerification: false });
    const back = await admins.agree(await processes.until(started, isAsked));
    const [withoutTicket = ''] = back.split('?');
    expect((await fetch(withoutTicket)).status).toBe(400);
    expect((await fetch(`${withoutTicket}x?ticket=t`)).status).toBe(404);
    await Promise.all([fetch(back), fetch(back), fetch(back)]);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', verified: false });
    expect((await fetch(back)).status).toBe(410);
    expect(await madeWith(officialAccount)).toBe(1);
  });

  it('makes no second account where the answer was lost: it finds the one that was made', async () => {
    const officialAccount = await admins.officialAccount();
    await processes.fault({ path, kind: 'dropAfter', times: 1 });
    const started = await start(officialAccount);
    await admins.consent(await processes.until(started, isAsked));
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'registered',
      authorized: false,
      note: expect.stringContaining('更新授权'),
    });
    expect(await madeWith(officialAccount)).toBe(1);
  });

  it('sends the same ticket again where the request never arrived', async () => {
    const officialAccount = await admins.officialAccount();
    await processes.fault({ path, kind: 'dropBefore', times: 1 });
    const started = await start(officialAccount);
    await admins.consent(await processes.until(started, isAsked));
    expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', authorized: true });
    expect(await madeWith(officialAccount)).toBe(1);
  });

  it('asks people where an answer was lost and no list tells, and takes the account that they name', async () => {
    const officialAccount = await admins.officialAccount();
    await processes.fault({ path, kind: 'dropBefore', times: 1 });
    const started = await start(officialAccount);
    const shown = await processes.until(started, isAsked);
    const back = await admins.agree(shown);
    await processes.fault({ path, kind: 'errcode', errcode: 61058, times: 1 });
    await fetch(back);
    await processes.until(started, parked('"adopt"'));
    const other = await admins.account();
    expect(await processes.act(started, 'adopt', { appid: other })).toMatchObject({ status: 202 });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', appid: other });
    expect(await madeWith(officialAccount)).toBe(0);
  });

  it('asks the admin again where the ticket is refused', async () => {
    const officialAccount = await admins.officialAccount();
    await processes.fault({ path, kind: 'errcode', errcode: 61058, times: 1 });
    const started = await start(officialAccount);
    const first = await processes.until(started, isAsked);
    await admins.consent(first);
    const refused = ({ steps }: Shown) => steps.some(({ name, state }) => name === 'register' && state === 'failed');
    const second = await processes.until(started, (shown) => refused(shown) && isAsked(shown));
    await admins.consent(second);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'registered' });
  });

  it('waits for the month to turn where its five are used, and asks all the same on a word', async () => {
    const officialAccount = await admins.officialAccount();
    for (let made = 0; made < 5; made += 1) {
      const started = await start(officialAccount);
      await admins.consent(await processes.until(started, isAsked));
      expect(await processes.outcome(started)).toMatchObject({ kind: 'registered' });
    }
    const started = await start(officialAccount);
    const waiting = await processes.until(started, parked('5 of the official'));
    expect(waiting).toMatchObject({ attention: 'none', waitingFor: { who: 'wechat', until: expect.any(String) } });
    expect(isAsked(waiting)).toBe(false);
    await processes.act(started, 'retry');
    await admins.consent(await processes.until(started, isAsked));
    const refused = await processes.until(started, parked('61055'));
    expect(refused.waitingFor).toMatchObject({ who: 'wechat' });
    await processes.act(started, 'cancel');
    expect(await processes.outcome(started)).toEqual({ kind: 'cancelled', by: expect.any(String) });
    expect(await madeWith(officialAccount)).toBe(5);
  });

  it('waits until the official account grants the permission set', async () => {
    const officialAccount = await admins.officialAccount({ permissionSets: [1, 33] });
    const started = await start(officialAccount, { merchantId: 'm-grants' });
    const lacking = await processes.until(started, parked('permission set 27'));
    expect(lacking.attention).toBe('merchant');
    expect(lacking.links.map(({ rel }) => rel)).toContain('grant');
    await stack.simulate('authorizations', { appid: officialAccount, does: 'update', permissionSets: [1, 27] });
    await admins.consent(await processes.until(started, isAsked));
    expect(await processes.outcome(started)).toMatchObject({ kind: 'registered' });
  });

  it('expires where the official account never grants it', async () => {
    const officialAccount = await admins.officialAccount({ permissionSets: [1, 33] });
    const started = await start(officialAccount, { timings: { ...timings, window: 2_000 } });
    const outcome = await processes.outcome(started);
    expect(outcome).toEqual({ kind: 'expired', note: expect.stringContaining('permission set 27') });
  });

  it('is rejected for good where the subject has as many as it may', async () => {
    const officialAccount = await admins.officialAccount();
    await processes.fault({ path, kind: 'errcode', errcode: 61053, times: 1 });
    const started = await start(officialAccount);
    await admins.consent(await processes.until(started, isAsked));
    expect(await processes.outcome(started)).toMatchObject({ kind: 'rejected', remedy: 'none', errcode: 61053 });
  });

  it('reminds, and expires where nobody agrees', async () => {
    const officialAccount = await admins.officialAccount();
    const started = await start(officialAccount, { timings: { ...timings, window: 3_000, remind: [1_500] } });
    await processes.until(started, ({ steps }) => steps.some(({ note }) => note?.startsWith('Reminder 1 of 1')));
    expect(await processes.outcome(started)).toMatchObject({ kind: 'expired' });
  });
});

describe('a change of the admin', () => {
  const path = '/cgi-bin/account/componentrebindadmin';
  const rebinds = { window: 60_000, remind: [], poll: 500, lookUpAfter: 500 };
  const start = (appid: string) => processes.start('/v1/admin-rebinds', { appid, timings: rebinds });

  it('is made with the task that the admins bring back', async () => {
    const appid = await admins.account();
    const started = await start(appid);
    await admins.consent(await processes.until(started, isAsked));
    expect(await processes.outcome(started)).toEqual({ kind: 'rebound', confirmed: true });
    expect((await stack.effects(appid)).filter((each) => each === path)).toHaveLength(1);
  });

  it('says that it is not sure where the answer was lost and the task is used', async () => {
    const appid = await admins.account();
    await processes.fault({ path, kind: 'dropAfter', times: 1 });
    const started = await start(appid);
    await admins.consent(await processes.until(started, isAsked));
    expect(await processes.outcome(started)).toMatchObject({ kind: 'rebound', confirmed: false });
    expect((await stack.effects(appid)).filter((each) => each === path)).toHaveLength(1);
  });

  it('says so where it is cancelled before it is known what became of the call', async () => {
    const appid = await admins.account();
    await processes.fault({ path, kind: 'dropAfter', times: 1 });
    const started = await processes.start('/v1/admin-rebinds', { appid, timings: { ...rebinds, lookUpAfter: 60_000 } });
    await admins.consent(await processes.until(started, isAsked));
    await processes.until(started, parked('answer was lost'));
    await processes.act(started, 'cancel');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'cancelled', maybeRebound: true });
  });

  it('is asked for again where the task is refused, and rejected where the new admin is barred', async () => {
    const appid = await admins.account();
    await processes.fault({ path, kind: 'errcode', errcode: 85060, times: 1 });
    const started = await start(appid);
    await admins.consent(await processes.until(started, isAsked));
    const refused = ({ steps }: Shown) => steps.some(({ name, state }) => name === 'rebind' && state === 'failed');
    const again = await processes.until(started, (shown) => refused(shown) && isAsked(shown));
    await processes.fault({ path, kind: 'errcode', errcode: 85062, times: 1 });
    await admins.consent(again);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'rejected', errcode: 85062 });
  });
});
