import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf, type Shown, type Started } from './following.ts';
import { filingApplication, uploadPicture, verificationApplication } from './merchant-files.ts';
import { onboardingsOf, plainWish } from './onboarding.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

describe('a merchant onboarding', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  let onboardings: ReturnType<typeof onboardingsOf>;
  const timesOf = async (appid: string, path: string) =>
    (await stack.effects(appid)).filter((one) => one === path).length;
  const stepOf = ({ steps }: Shown, name: string) => steps.find((step) => step.name === name);
  /** The process of a part, followed over its own resource. */
  const childOf = async (path: string, id: string): Promise<Started> => {
    const url = `/v1/${path}/${id}`;
    const { body } = await stack.api('viewer', 'GET', url);
    return { ...(body as Started), url };
  };
  const bare = (known: object = {}) => processes.account({ initialised: false, registerType: 6, ...known });
  const existing = (appid: string) => ({ kind: 'existing', appid });
  const pageOf = async ({ links }: Shown) =>
    (await fetch(links.find(({ rel }) => rel === 'merchant-page')?.href ?? '')).text();

  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
    onboardings = onboardingsOf(processes);
  });
  afterAll(() => stack.stop());

  it('sets an account up and commits at the same time, then releases, each change once', async () => {
    const appid = await bare();
    await processes.people('auditor', 'pass', 300, appid);
    const media = { mediaId: await processes.upload(appid) };
    const named = { avatar: { media }, name: { name: `面馆${appid.slice(-6)}`, license: media } };
    const started = await onboardings.onboard(existing(appid), {
      ...plainWish,
      setup: { ...plainWish.setup, ...named },
      settings: { tags: ['面馆'], variables: { shop: 7, city: '杭州' } },
      release: {
        ...plainWish.release,
        ext: { ext: { shop: '{{shop}}', city: '{{city}}' } },
        variables: { city: '宁波' },
      },
    });
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'onboarded',
      appid,
      stands: [
        { part: 'account', state: 'reached' },
        { part: 'setup', state: 'reached', process: `account-setup:${appid}` },
        { part: 'release', state: 'reached', process: `code-release:${appid}`, outcome: { userVersion: '1.0.0' } },
      ],
    });
    const { steps } = await processes.read(started);
    expect(steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'account done',
      'conversion skipped',
      'setup done',
      'verification skipped',
      'filing skipped',
      'verification-with-filing skipped',
      'release done',
    ]);
    for (const path of ['/wxa/commit', '/wxa/submit_audit', '/wxa/release', '/cgi-bin/account/modifysignature']) {
      expect(await timesOf(appid, path), path).toBe(1);
    }
    await expect
      .poll(async () => (await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`)).body)
      .toMatchObject({ tags: ['面馆'], onlineExt: { ext: { shop: 7, city: '宁波' } } });
  });

  it('registers an enterprise, tells whose turn it is until when on one page, and goes on to the release', async () => {
    await processes.people('legalPerson', 'ignore');
    const started = await onboardings.onboard(onboardings.enterprise());
    const waiting = await processes.until(started, ({ attention }) => attention === 'merchant');
    expect(waiting).toMatchObject({
      stage: 'account',
      waitingFor: { who: 'merchant', what: expect.stringContaining('人脸'), until: expect.stringMatching(/^\d{4}-/) },
    });
    expect(waiting.links.map(({ rel }) => rel).toSorted()).toEqual(['authorize-url', 'merchant-page']);
    expect(await pageOf(waiting)).toContain('请法定代表人完成认证');
    await processes.people('legalPerson', 'accept', 0);
    await processes.people('auditor', 'pass', 300);
    const outcome = await processes.outcome(started);
    expect(outcome).toMatchObject({ kind: 'onboarded' });
    const account = await stack.api('viewer', 'GET', `/v1/authorizers/${String(outcome?.appid)}`);
    expect(account.body).toMatchObject({ origin: 'registered', merchantId: expect.stringMatching(/^m-/) });
    expect(await pageOf(await processes.read(started))).toContain('小程序已上线');
  });

  it('verifies and files in one beside the audit, gives on what is corrected half-way, and goes online once it is filed', async () => {
    await stack.simulate('clock', { speed: 1 });
    await stack.simulate('verifying', { allFiled: false });
    const does = { verifyingAdmin: 'accept', payer: 'pay', verifier: 'pass', platformReviewer: 'pass' };
    for (const [person, act] of Object.entries({ ...does, principal: 'confirm', bureau: 'reject' })) {
      await processes.people(person, act);
    }
    const appid = await processes.account({ verified: false });
    await processes.people('auditor', 'pass', 300, appid);
    const [licence, card, proof] = [
      await uploadPicture(stack, 'filing', 201),
      await uploadPicture(stack, 'filing', 202),
      await uploadPicture(stack, 'verification', 203),
    ];
    const wish = {
      ...plainWish,
      verification: verificationApplication(proof),
      filing: filingApplication(licence, card),
    };
    const started = await onboardings.onboard(existing(appid), wish);
    const refused = await processes.until(started, ({ waitingFor }) => waitingFor?.what.includes('bureau') === true);
    expect(refused).toMatchObject({ stage: 'verification-with-filing', attention: 'merchant' });
    const release = await childOf('code-releases', `code-release:${appid}`);
    await processes.until(release, ({ waitingFor }) => waitingFor?.what.includes('goes online') === true);
    expect(await timesOf(appid, '/wxa/release')).toBe(0);
    await processes.people('bureau', 'pass', 0);
    const corrected = filingApplication(await uploadPicture(stack, 'filing', 204), card);
    await processes.act(started, 'declare', { account: existing(appid), ...wish, filing: corrected });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'onboarded' });
    expect(await timesOf(appid, '/wxa/sec/submit_auth_and_icp')).toBe(2);
    for (const path of ['/wxa/sec/wxaauth', '/wxa/icp/apply_icp_filing']) expect(await timesOf(appid, path)).toBe(0);
    expect(await timesOf(appid, '/wxa/release')).toBe(1);
    expect(stack.keptFiles()).toEqual([]);
    await stack.simulate('clock', { speed: 10 });
    await stack.simulate('verifying', { allFiled: true });
  });

  it('keeps what stands where WeChat refused one thing, and does only that once it is declared otherwise', async () => {
    const appid = await processes.account({ registerType: 6 });
    await processes.people('auditor', 'pass', 300, appid);
    const wish = { ...plainWish, setup: { ...plainWish.setup, signature: '这里没有赌博内容' } };
    const started = await onboardings.onboard(existing(appid), wish);
    const halted = await processes.until(started, ({ attention }) => attention === 'provider');
    expect(halted).toMatchObject({ stage: 'setup', waitingFor: { what: expect.stringContaining('53201') } });
    const before = await timesOf(appid, '/wxa/bind_tester');
    expect(await processes.act(started, 'declare', { account: existing(appid), ...plainWish })).toMatchObject({
      status: 202,
    });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'onboarded' });
    expect(await timesOf(appid, '/wxa/bind_tester')).toBe(before);
    expect(await timesOf(appid, '/cgi-bin/account/modifysignature')).toBe(1);
  });

  it('is parked by a withdrawn authorization and woken by the next', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'ignore', 0, appid);
    const started = await onboardings.onboard(existing(appid), { release: plainWish.release });
    const release = await processes
      .until(started, (shown) => stepOf(shown, 'release')?.process !== undefined)
      .then(() => childOf('code-releases', `code-release:${appid}`));
    await processes.until(release, ({ stage }) => stage === 'audit');
    await stack.simulate('authorizations', { appid, does: 'withdraw' });
    const parked = await processes.until(started, ({ waitingFor }) => waitingFor?.what.includes('withdrawn') === true);
    expect(parked).toMatchObject({ stage: 'account', attention: 'merchant' });
    await processes.people('auditor', 'pass', 0, appid);
    await stack.simulate('authorizations', { appid, does: 'grant' });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'onboarded' });
    expect(await timesOf(appid, '/wxa/release')).toBe(1);
  });

  it('goes on by itself with what lacked a permission set, once the merchant adds it', async () => {
    const appid = await processes.account({ permissionSets: [18], registerType: 6 });
    await processes.people('auditor', 'pass', 300, appid);
    const started = await onboardings.onboard(existing(appid), { setup: { signature: '附近最好吃的面馆' } });
    const parked = await processes.until(started, ({ attention }) => attention === 'merchant');
    expect(parked).toMatchObject({ stage: 'setup' });
    await stack.simulate('authorizations', { appid, does: 'update', permissionSets: [18, 30] });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'onboarded' });
  });

  it('has its parts try again on every word, also where its start had an Idempotency-Key', async () => {
    const path = '/cgi-bin/account/modifysignature';
    const appid = await processes.account({ registerType: 6 });
    await processes.fault({ path, kind: 'errcode', errcode: 99_999, times: 2 });
    const counts = z.array(z.object({ appid: z.string(), calls: z.number() }));
    const calls = async () =>
      counts.parse(await stack.simulate(`calls?path=${path}`)).find((one) => one.appid === appid)?.calls;
    const body = { merchantId: 'm-keyed', account: existing(appid), setup: { signature: '附近最好吃的面馆' } };
    const key = { 'idempotency-key': 'onboarding-of-m-keyed' };
    const { body: begun } = await stack.api('operator', 'POST', '/v1/merchant-onboardings', body, key);
    const started = begun as Started;
    await processes.until(started, ({ attention }) => attention === 'ops');
    const setup = await childOf('account-setups', `account-setup:${appid}`);
    expect(await calls()).toBe(1);
    await processes.act(started, 'retry');
    await expect.poll(calls).toBe(2);
    await processes.until(setup, ({ attention }) => attention === 'ops');
    await processes.act(started, 'retry');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'onboarded' });
  });

  it('follows a process that somebody started by hand, and doubles nothing', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'ignore', 0, appid);
    const byHand = await processes.release(appid);
    await processes.until(byHand, ({ stage }) => stage === 'audit');
    const started = await onboardings.onboard(existing(appid), { release: plainWish.release });
    const isJoined = (shown: Shown) => stepOf(shown, 'release')?.note?.includes('running already') === true;
    const joined = await processes.until(started, isJoined);
    expect(stepOf(joined, 'release')?.process).toBe(byHand.id);
    await processes.people('auditor', 'pass', 0, appid);
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'onboarded',
      stands: [{ part: 'account' }, { part: 'release', process: byHand.id, joined: true }],
    });
    expect(await timesOf(appid, '/wxa/commit')).toBe(1);
  });

  it('cancelled ends what it started, and records what is left at WeChat', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'ignore', 0, appid);
    const started = await onboardings.onboard(existing(appid), { release: plainWish.release });
    await processes.until(started, (shown) => stepOf(shown, 'release')?.process !== undefined);
    const release = await childOf('code-releases', `code-release:${appid}`);
    await processes.until(release, ({ stage }) => stage === 'audit');
    await processes.act(started, 'cancel', { why: 'closed down' });
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'cancelled',
      why: 'closed down',
      appid,
      stands: [
        { part: 'account', state: 'reached' },
        { part: 'release', outcome: { kind: 'cancelled', openAudit: expect.any(Number) } },
      ],
    });
    expect(await processes.outcome(release)).toMatchObject({ kind: 'cancelled', why: 'closed down' });
  });
});
