import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { processesOf, Started } from './following.ts';
import { uploadPicture, verificationApplication } from './merchant-files.ts';
import type { JourneyStack } from './stack.ts';
import { awaits, corrects, html, link, type Submissions, startSubmissions } from './submissions.ts';

describe('a verification', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  let submissions: Submissions;
  const begin = '/wxa/sec/wxaauth';
  const again = '/wxa/sec/reauth';
  const agreed = { verifyingAdmin: 'accept', payer: 'pay', verifier: 'pass' };
  const timings = {
    ...{ linkWindow: 60_000, paymentWindow: 60_000, auditWindow: 60_000, poll: 400 },
    ...{ copyLife: 60_000, patience: 60_000, lookUpAfter: 1_500 },
  };
  let size = 100;

  beforeAll(async () => {
    submissions = await startSubmissions(agreed);
    ({ stack, processes } = submissions);
  });
  afterAll(() => stack.stop());
  beforeEach(() => submissions.agree());

  const unverified = () => processes.account({ verified: false });
  const application = async (more: object = {}) => {
    size += 1;
    return verificationApplication(await uploadPicture(stack, 'verification', size), more);
  };
  const verify = async (appid: string, more: object = {}, said: object = {}): Promise<Started> =>
    processes.begin('/v1/verifications', { appid, application: await application(said), timings, ...more });
  const calls: Submissions['calls'] = (appid, path) => submissions.calls(appid, path);

  it('goes from the admin to the audit, with one picture and one submission, and leaves no file behind', async () => {
    await submissions.ignore();
    const appid = await unverified();
    const started = await verify(appid);
    const asked = await processes.until(started, awaits('admin-check'));
    expect(asked).toMatchObject({ attention: 'merchant', waitingFor: { until: expect.stringMatching(/^\d{4}-/) } });
    const page = await html(link(asked, 'merchant-page'));
    expect(page).toContain('请管理员完成认证授权');
    expect(page).toContain(link(asked, 'auth-url'));
    await processes.people('verifyingAdmin', 'accept');
    expect(await processes.until(started, awaits('audit'))).toMatchObject({ attention: 'none' });
    await processes.until(started, ({ steps }) => steps.some(({ note }) => note?.includes('0755') === true));
    await processes.people('verifier', 'pass');
    expect(await processes.outcome(started)).toEqual({ kind: 'verified' });
    expect(await calls(appid, begin)).toBe(1);
    expect(await calls(appid, '/wxa/sec/uploadauthmaterial')).toBe(1);
    expect(stack.keptFiles()).toEqual([]);
  });

  it('waits for the fee at the same link where the merchant pays', async () => {
    await processes.people('payer', 'ignore');
    const started = await verify(await unverified(), {}, { pay_type: 2, service_appid: undefined });
    const asked = await processes.until(started, awaits('payment'));
    expect(asked.attention).toBe('merchant');
    expect(await html(link(asked, 'merchant-page'))).toContain('请支付认证费');
    const pay = { method: 'POST', body: new URLSearchParams({ does: 'pay' }) };
    await fetch(link(asked, 'auth-url'), pay);
    expect(await processes.outcome(started)).toEqual({ kind: 'verified' });
  });

  it('that is sent back waits for new data with the reason, and is submitted again as the same task', async () => {
    await processes.people('verifier', 'reject');
    const appid = await unverified();
    const started = await verify(appid);
    const sentBack = await processes.until(started, corrects);
    expect(sentBack.waitingFor).toMatchObject({
      who: 'merchant',
      hints: [{ problem: expect.stringContaining('营业执照') }],
    });
    expect(await html(link(sentBack, 'merchant-page'))).toContain('营业执照图片不清晰');
    await processes.people('verifier', 'pass');
    expect((await processes.act(started, 'refill', { application: await application() })).status).toBe(202);
    expect(await processes.outcome(started)).toEqual({ kind: 'verified' });
    expect([await calls(appid, begin), await calls(appid, again)]).toEqual([1, 1]);
    expect(stack.keptFiles()).toEqual([]);
  });

  it('ends failed, with the reason, where the audit says no for good', async () => {
    await processes.people('verifier', 'fail');
    const started = await verify(await unverified());
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'failed',
      hintZh: expect.stringContaining('工商登记'),
    });
  });

  it('that the admin refused is asked for anew once somebody says so', async () => {
    await processes.people('verifyingAdmin', 'refuse');
    const appid = await unverified();
    const started = await verify(appid);
    const stopped = await processes.until(started, corrects);
    expect(stopped).toMatchObject({ attention: 'ops', waitingFor: { what: expect.stringContaining('refused') } });
    expect(await html(link(stopped, 'merchant-page'))).not.toContain('class="button"');
    await processes.people('verifyingAdmin', 'accept');
    await processes.act(started, 'retry');
    expect(await processes.outcome(started)).toEqual({ kind: 'verified' });
    expect(await calls(appid, begin)).toBe(2);
  });

  it('ends refused where nobody asks again in time', async () => {
    await processes.people('verifyingAdmin', 'refuse');
    const started = await verify(await unverified(), { timings: { ...timings, patience: 1_500 } });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'refused' });
  });

  it('does not end with a failed face, which the admin may show again', async () => {
    await processes.people('verifyingAdmin', 'failFace');
    const started = await verify(await unverified());
    await processes.until(started, ({ steps }) => steps.some(({ note }) => note?.includes('try again') === true));
    await processes.people('verifyingAdmin', 'accept');
    expect(await processes.outcome(started)).toEqual({ kind: 'verified' });
  });

  it('takes the task from its event where the answer was lost, with its link, and submits nothing twice', async () => {
    const appid = await unverified();
    await processes.people('verifyingAdmin', 'ignore');
    await processes.fault({ path: begin, kind: 'dropAfter', times: 1 });
    const started = await verify(appid);
    const asked = await processes.until(started, awaits('admin-check'));
    expect(link(asked, 'auth-url')).toMatch(/^http/);
    await processes.people('verifyingAdmin', 'accept');
    expect(await processes.outcome(started)).toEqual({ kind: 'verified' });
    expect(await calls(appid, begin)).toBe(1);
  });

  it('asks ops where the answer was lost and no event comes, and sends nothing by itself', async () => {
    const appid = await unverified();
    await processes.fault({ path: begin, kind: 'dropBefore', times: 1 });
    const started = await verify(appid);
    const lost = await processes.until(started, ({ waitingFor }) => waitingFor?.who === 'ops');
    expect(lost.waitingFor?.what).toContain('no event tells of it');
    expect(await calls(appid, begin)).toBe(0);
    await processes.act(started, 'retry');
    expect(await processes.outcome(started)).toEqual({ kind: 'verified' });
    expect(await calls(appid, begin)).toBe(1);
  });

  it('submits again once where the answer to that was lost', async () => {
    await processes.people('verifier', 'reject');
    const appid = await unverified();
    const started = await verify(appid);
    await processes.until(started, corrects);
    await processes.people('verifier', 'pass');
    await processes.fault({ path: again, kind: 'dropAfter', times: 1 });
    await processes.act(started, 'retry');
    expect(await processes.outcome(started)).toEqual({ kind: 'verified' });
    expect(await calls(appid, again)).toBe(1);
  });

  it('does without its pushes, and takes doubled ones once', async () => {
    for (const kind of ['lose', 'double']) {
      await processes.fault({ event: 'notify_3rd_wxa_auth', kind, times: 5 });
      expect(await processes.outcome(await verify(await unverified()))).toEqual({ kind: 'verified' });
    }
  });

  it('brings a picture again where WeChat has dropped its copy', async () => {
    const appid = await unverified();
    await processes.fault({ path: begin, kind: 'errcode', errcode: 89636, times: 1 });
    expect(await processes.outcome(await verify(appid))).toEqual({ kind: 'verified' });
    expect(await calls(appid, '/wxa/sec/uploadauthmaterial')).toBe(2);
  });

  it('brings a picture again once 3 days have passed', async () => {
    await processes.people('verifier', 'reject');
    const appid = await unverified();
    const started = await verify(appid, { timings: { ...timings, copyLife: 1 } });
    await processes.until(started, corrects);
    await stack.simulate('clock', { advanceMs: 3 * 24 * 3_600_000 });
    await processes.people('verifier', 'pass');
    await processes.act(started, 'retry');
    expect(await processes.outcome(started)).toEqual({ kind: 'verified' });
    expect(await calls(appid, '/wxa/sec/uploadauthmaterial')).toBe(2);
  });

  it('says that no package is left, and goes on once there is one', async () => {
    await stack.simulate('verifying', { packages: 0 });
    const started = await verify(await unverified());
    const { waitingFor } = await processes.until(started, corrects);
    expect(waitingFor).toMatchObject({ hints: [{ problem: expect.stringContaining('资源包') }] });
    await stack.simulate('verifying', { packages: 10 });
    await processes.act(started, 'retry');
    expect(await processes.outcome(started)).toEqual({ kind: 'verified' });
  });

  it('that was cancelled goes on with the next one', async () => {
    await processes.people('verifyingAdmin', 'ignore');
    const appid = await unverified();
    const started = await verify(appid);
    await processes.until(started, awaits('admin-check'));
    await processes.act(started, 'cancel');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'cancelled', taskid: expect.any(String) });
    expect(stack.keptFiles()).toEqual([]);
    const next = await verify(appid);
    const asked = await processes.until(next, awaits('admin-check'));
    expect(link(asked, 'auth-url')).toMatch(/^http/);
    await processes.people('verifyingAdmin', 'accept');
    expect(await processes.outcome(next)).toEqual({ kind: 'verified' });
    expect(await calls(appid, begin)).toBe(1);
  });

  it('is asked for each year: the account shows so until it is verified again', async () => {
    const appid = await processes.account({ verified: true });
    const shown = async () => (await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`)).body;
    await stack.simulate('verifying', { appid, remind: true });
    const due = { yearlyReview: { endsAt: expect.any(String), message: expect.stringContaining('年审') } };
    await expect.poll(shown, { timeout: 20_000 }).toMatchObject(due);
    expect(await processes.outcome(await verify(appid))).toEqual({ kind: 'verified' });
    await expect.poll(shown, { timeout: 20_000 }).not.toHaveProperty('yearlyReview');
  });

  it('refuses a file that is not there by its field, before WeChat is asked anything', async () => {
    const appid = await unverified();
    const gone = verificationApplication(`sha256:${'0'.repeat(64)}`);
    const answer = await stack.api('operator', 'POST', '/v1/verifications', { appid, application: gone });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'application.qualification' }] } });
    expect(await calls(appid, begin)).toBe(0);
  });
});
