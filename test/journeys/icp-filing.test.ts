import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processesOf, type Shown, type Started } from './following.ts';
import { filingApplication, uploadPicture } from './merchant-files.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

describe('an ICP filing', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  const apply = '/wxa/icp/apply_icp_filing';
  const agreed = { verifyingAdmin: 'accept', platformReviewer: 'pass', principal: 'confirm', bureau: 'pass' };
  const timings = {
    ...{ faceWindow: 30_000, faceLife: 60_000, poll: 400, smsWindow: 60_000, reviewWindow: 60_000 },
    ...{ copyLife: 60_000, patience: 60_000, lookUpAfter: 500 },
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

  const verified = () => processes.account({ verified: true });
  const application = async (more: object = {}) => {
    size += 1;
    const [licence, card] = [
      await uploadPicture(stack, 'filing', size),
      await uploadPicture(stack, 'filing', size + 5_000),
    ];
    return filingApplication(licence, card, more);
  };
  const file = async (appid: string, more: object = {}): Promise<Started> =>
    processes.begin('/v1/icp-filings', { appid, application: await application(), timings, ...more });
  const calls = async (appid: string, path: string) =>
    (await stack.effects(appid)).filter((made) => made === path).length;
  const awaits = (stage: string) => (shown: Shown) => shown.stage === stage && shown.waitingFor !== undefined;
  const corrects = ({ waitingFor }: Shown) => waitingFor?.what.includes('refill') === true;

  it('goes through face check, both reviews and the SMS check, each uploaded file once, and leaves none behind', async () => {
    for (const person of Object.keys(agreed)) await processes.people(person, 'ignore');
    const appid = await verified();
    const started = await file(appid);
    const face = await processes.until(started, awaits('face-check'));
    expect(face.waitingFor).toMatchObject({ who: 'merchant', until: expect.stringMatching(/^\d{4}-/) });
    await processes.people('verifyingAdmin', 'accept');
    expect(await processes.until(started, awaits('platform-review'))).toMatchObject({ attention: 'none' });
    await processes.people('platformReviewer', 'pass');
    expect(await processes.until(started, awaits('sms-check'))).toMatchObject({ attention: 'merchant' });
    await processes.people('principal', 'confirm');
    expect(await processes.until(started, awaits('bureau-review'))).toMatchObject({ attention: 'none' });
    await processes.people('bureau', 'pass');
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'filed',
      recordNumber: expect.stringContaining('ICP'),
    });
    expect(await calls(appid, apply)).toBe(1);
    // Licence and identity card: each once, though both stand in several fields. The letter is no certificate.
    expect(await calls(appid, '/wxa/icp/upload_icp_media')).toBe(3);
    expect(stack.keptFiles()).toEqual([]);
  });

  it('tells the merchant on the page to open the notice in WeChat, and has no link', async () => {
    await processes.people('verifyingAdmin', 'ignore');
    const started = await file(await verified());
    const { links } = await processes.until(started, awaits('face-check'));
    const href = links.find(({ rel }) => rel === 'merchant-page')?.href ?? '';
    const html = await (await fetch(href)).text();
    expect(html).toContain('微信已向小程序管理员发送核身通知');
    expect(html).not.toContain('class="button"');
    await processes.act(started, 'cancel');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'cancelled' });
    expect(stack.keptFiles()).toEqual([]);
  });

  it.each([
    ['platformReviewer', '小程序负责人证件照片'],
    ['bureau', '通讯地址'],
  ])('rejected by the %s waits for new data with the hints, and goes on with them', async (person, field) => {
    await processes.people(person, 'reject');
    const appid = await verified();
    const started = await file(appid);
    const sentBack = await processes.until(started, corrects);
    expect(sentBack.waitingFor).toMatchObject({ who: 'merchant', hints: [{ field }] });
    await processes.people(person, 'pass');
    const refilled = await processes.act(started, 'refill', { application: await application() });
    expect(refilled.status).toBe(202);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'filed' });
    expect(await calls(appid, apply)).toBe(2);
    // The face check is good for days.
    expect(await calls(appid, '/wxa/icp/create_icp_verifytask')).toBe(1);
    expect(stack.keptFiles()).toEqual([]);
  });

  it('that WeChat does not accept waits for new data, field by field', async () => {
    const appid = await verified();
    const hint = { errcode: 86302, errmsg: '填写信息与图片识别结果差异过大', err_field: 'icp_subject.base_info.name' };
    await stack.simulate('verifying', { appid, hints: [hint] });
    const started = await file(appid);
    const { waitingFor } = await processes.until(started, corrects);
    expect(waitingFor).toMatchObject({
      hints: [{ field: hint.err_field, problem: expect.stringContaining('差异过大') }],
    });
    await processes.act(started, 'refill', { application: await application() });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'filed' });
  });

  it('ends rejected, with the hints, where nobody corrects it in time', async () => {
    await processes.people('platformReviewer', 'reject');
    const started = await file(await verified(), { timings: { ...timings, patience: 2_000 } });
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'rejected',
      hints: [{ field: '小程序负责人证件照片' }],
    });
  });

  it('asks for another face check where the admin refused, once somebody says so', async () => {
    await processes.people('verifyingAdmin', 'refuse');
    const started = await file(await verified());
    await processes.until(started, ({ waitingFor }) => waitingFor?.what.includes('did not pass') === true);
    await processes.people('verifyingAdmin', 'accept');
    await processes.act(started, 'retry');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'filed' });
  });

  it('waits until the account is verified, and says what it lacks', async () => {
    const appid = await processes.account({ verified: false });
    const started = await file(appid);
    const { waitingFor } = await processes.until(started, awaits('entrance'));
    expect(waitingFor?.what).toContain('认证');
    await stack.simulate('verifying', { appid, verified: true });
    expect(await processes.outcome(started)).toMatchObject({ kind: 'filed' });
  });

  it('applies once where the answer was lost, and again where the request was', async () => {
    for (const kind of ['dropAfter', 'dropBefore']) {
      const appid = await verified();
      await processes.fault({ path: apply, kind, times: 1 });
      expect(await processes.outcome(await file(appid))).toMatchObject({ kind: 'filed' });
      expect(await calls(appid, apply)).toBe(1);
    }
  });

  it('does without its pushes, and takes doubled ones once', async () => {
    for (const kind of ['lose', 'double']) {
      for (const event of ['notify_icpfiling_verify_result', 'notify_apply_icpfiling_result']) {
        await processes.fault({ event, kind, times: 1 });
      }
      expect(await processes.outcome(await file(await verified()))).toMatchObject({ kind: 'filed' });
    }
  });

  it('can be withdrawn while the platform reviews it', async () => {
    await processes.people('platformReviewer', 'ignore');
    const started = await file(await verified());
    await processes.until(started, awaits('platform-review'));
    expect((await processes.act(started, 'withdraw')).status).toBe(202);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'withdrawn' });
  });

  it('that was cancelled under review is followed by the next one', async () => {
    await processes.people('platformReviewer', 'ignore');
    const appid = await verified();
    const started = await file(appid);
    await processes.until(started, awaits('platform-review'));
    await processes.act(started, 'cancel');
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'cancelled',
      note: expect.stringContaining('review'),
    });
    const next = await file(appid);
    await processes.until(next, awaits('platform-review'));
    await processes.people('platformReviewer', 'pass');
    expect(await processes.outcome(next)).toMatchObject({ kind: 'filed' });
    expect(await calls(appid, apply)).toBe(1);
  });
});
