import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processesOf, type Shown, type Started } from './following.ts';
import { filingApplication, uploadPicture, verificationApplication } from './merchant-files.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

describe('a verification with filing', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  const submit = '/wxa/sec/submit_auth_and_icp';
  const face = '/wxa/icp/create_icp_verifytask';
  const agreed = {
    ...{ verifyingAdmin: 'accept', payer: 'pay', verifier: 'pass' },
    ...{ platformReviewer: 'pass', principal: 'confirm', bureau: 'pass' },
  };
  const timings = {
    ...{ faceWindow: 60_000, faceLife: 60_000, paymentWindow: 60_000, auditWindow: 60_000, poll: 400 },
    ...{ smsWindow: 60_000, reviewWindow: 60_000, copyLife: 60_000, patience: 60_000, lookUpAfter: 1_500 },
  };
  let size = 1_000;

  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
    await stack.simulate('verifying', { allFiled: false });
    // The deadlines of the simulated WeChat are told by its own clock.
    await stack.simulate('clock', { speed: 1 });
  });
  afterAll(() => stack.stop());
  beforeEach(async () => {
    for (const [person, does] of Object.entries(agreed)) await processes.people(person, does);
  });

  const unverified = () => processes.account({ verified: false });
  const application = async (said: object = {}) => {
    size += 1;
    const picture = (purpose: string, more: number) => uploadPicture(stack, purpose, size + more);
    const auth_data = verificationApplication(await picture('verification', 0), said);
    return filingApplication(await picture('filing', 5_000), await picture('filing', 9_000), { auth_data });
  };
  const begin = async (appid: string, more: object = {}, said: object = {}): Promise<Started> =>
    processes.begin('/v1/verification-with-filings', { appid, application: await application(said), timings, ...more });
  const calls = async (appid: string, path: string) =>
    (await stack.effects(appid)).filter((made) => made === path).length;
  const awaits = (stage: string) => (shown: Shown) => shown.stage === stage && shown.waitingFor !== undefined;
  const corrects = ({ waitingFor }: Shown) => waitingFor?.what.includes('refill') === true;
  const link = ({ links }: Shown, rel: string) => links.find((one) => one.rel === rel)?.href ?? '';
  const html = async (href: string) => (await fetch(href)).text();
  const filed = { kind: 'filed', recordNumber: expect.stringContaining('ICP') };

  it('goes from the face to the bureau, with each person asked in turn, and leaves no file behind', async () => {
    for (const person of Object.keys(agreed)) await processes.people(person, 'ignore');
    const appid = await unverified();
    const started = await begin(appid, {}, { pay_type: 2, service_appid: undefined });
    const asked = await processes.until(started, awaits('face-check'));
    const page = link(asked, 'merchant-page');
    expect(await html(page)).toContain(link(asked, 'verify-url'));
    await processes.people('verifyingAdmin', 'accept');
    const due = await processes.until(started, awaits('payment'));
    expect(due.attention).toBe('merchant');
    expect(await html(page)).toContain('请支付认证费');
    await fetch(link(due, 'pay-url'), { method: 'POST', body: new URLSearchParams({ does: 'pay' }) });
    expect(await processes.until(started, awaits('audit'))).toMatchObject({ attention: 'none' });
    await processes.people('verifier', 'pass');
    await processes.until(started, awaits('platform-review'));
    await processes.people('platformReviewer', 'pass');
    expect(await processes.until(started, awaits('sms-check'))).toMatchObject({ attention: 'merchant' });
    expect(await html(page)).toContain('请完成短信核验');
    await processes.people('principal', 'confirm');
    await processes.until(started, awaits('bureau-review'));
    await processes.people('bureau', 'pass');
    expect(await processes.outcome(started)).toMatchObject(filed);
    expect([await calls(appid, submit), await calls(appid, face)]).toEqual([1, 1]);
    expect(stack.keptFiles()).toEqual([]);
  });

  it.each([
    ['verifier', '营业执照'],
    ['platformReviewer', '小程序负责人证件照片'],
    ['bureau', '通讯地址'],
  ])('that the %s rejects waits for new data with the hints, and is submitted again as a whole', async (who, words) => {
    await processes.people(who, 'reject');
    const appid = await unverified();
    const started = await begin(appid);
    const sentBack = await processes.until(started, corrects);
    expect(JSON.stringify(sentBack.waitingFor)).toContain(words);
    await processes.people(who, 'pass');
    expect((await processes.act(started, 'refill', { application: await application() })).status).toBe(202);
    expect(await processes.outcome(started)).toMatchObject(filed);
    expect([await calls(appid, submit), await calls(appid, face)]).toEqual([2, 1]);
    expect(stack.keptFiles()).toEqual([]);
  });

  it("waits for new data, field by field, where the filing's order is not made", async () => {
    const appid = await unverified();
    const hint = { errcode: 86302, errmsg: '填写信息与图片识别结果差异过大', err_field: 'icp_subject.base_info.name' };
    await stack.simulate('verifying', { appid, hints: [hint] });
    const started = await begin(appid);
    const { waitingFor } = await processes.until(started, corrects);
    expect(waitingFor).toMatchObject({ hints: [{ field: hint.err_field }] });
    await processes.act(started, 'refill', { application: await application() });
    expect(await processes.outcome(started)).toMatchObject(filed);
  });

  it('asks for another face check where it is too old for what is submitted again', async () => {
    await processes.people('bureau', 'reject');
    const appid = await unverified();
    const started = await begin(appid, { timings: { ...timings, faceLife: 1 } });
    await processes.until(started, corrects);
    await processes.people('bureau', 'pass');
    await processes.act(started, 'retry');
    expect(await processes.outcome(started)).toMatchObject(filed);
    expect(await calls(appid, face)).toBe(2);
  });

  it('ends failed, with the reason, where the audit says no for good', async () => {
    await processes.people('verifier', 'fail');
    expect(await processes.outcome(await begin(await unverified()))).toMatchObject({
      kind: 'failed',
      hintZh: expect.stringContaining('工商登记'),
    });
  });

  it('is taken from its event where the answer was lost, and submitted once', async () => {
    const appid = await unverified();
    await processes.fault({ path: submit, kind: 'dropAfter', times: 1 });
    expect(await processes.outcome(await begin(appid))).toMatchObject(filed);
    expect(await calls(appid, submit)).toBe(1);
  });

  it('asks ops where the answer was lost and no event comes, and sends nothing by itself', async () => {
    const appid = await unverified();
    await processes.fault({ path: submit, kind: 'dropBefore', times: 1 });
    const started = await begin(appid);
    const lost = await processes.until(started, ({ waitingFor }) => waitingFor?.who === 'ops');
    expect(lost.waitingFor?.what).toContain('no event tells of it');
    expect(await calls(appid, submit)).toBe(0);
    await processes.act(started, 'retry');
    expect(await processes.outcome(started)).toMatchObject(filed);
    expect(await calls(appid, submit)).toBe(1);
  });

  it('does without its pushes, and takes doubled ones once', async () => {
    for (const kind of ['lose', 'double']) {
      await processes.fault({ event: 'notify_3rd_wxa_auth_and_icp', kind, times: 6 });
      await processes.fault({ event: 'notify_icpfiling_verify_result', kind, times: 1 });
      expect(await processes.outcome(await begin(await unverified()))).toMatchObject(filed);
    }
  });

  it('is not for an account that is verified already, and says what is', async () => {
    const started = await begin(await processes.account({ verified: true }));
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'rejected',
      note: expect.stringContaining('/v1/icp-filings'),
    });
  });

  it('can be withdrawn while the platform reviews the filing', async () => {
    await processes.people('platformReviewer', 'ignore');
    const started = await begin(await unverified());
    await processes.until(started, awaits('platform-review'));
    expect((await processes.act(started, 'withdraw')).status).toBe(202);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'withdrawn' });
  });

  it('that was cancelled goes on with the next one', async () => {
    await processes.people('verifier', 'ignore');
    const appid = await unverified();
    const started = await begin(appid);
    await processes.until(started, awaits('audit'));
    await processes.act(started, 'cancel');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'cancelled', procedureId: expect.any(String) });
    const next = await begin(appid);
    await processes.until(next, awaits('audit'));
    await processes.people('verifier', 'pass');
    expect(await processes.outcome(next)).toMatchObject(filed);
    expect(await calls(appid, submit)).toBe(1);
  });
});
