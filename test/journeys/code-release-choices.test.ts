import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { png } from '../materials/pictures.ts';
import { processesOf, type Shown } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

const day = 24 * 3_600_000;
const second = { userVersion: '2.0.0', userDesc: '第二版' };
const guide = {
  settings: { UserInfo: '用于展示头像', Location: '用于查找门店' },
  owner: { contact_email: 'p@example.com', notice_method: '弹窗' },
};

describe('a code release with choices', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterAll(() => stack.stop());

  const changes = async (appid: string, path: string) =>
    (await stack.effects(appid)).filter((one) => one === path).length;
  const passes = (appid: string) => processes.people('auditor', 'pass', 0, appid);
  const newAccount = async () => {
    const appid = await processes.account();
    await passes(appid);
    return appid;
  };
  /** An account with a version online. */
  const online = async () => {
    const appid = await newAccount();
    expect(await processes.outcome(await processes.release(appid))).toMatchObject({ kind: 'released' });
    return appid;
  };
  const shownOnline = async (appid: string) =>
    (await stack.api('viewer', 'GET', `/v1/authorizers/${appid}/releases`)).body;
  const at = (percentage: number) => (shown: Shown) =>
    shown.stage === 'release' && shown.waitingFor?.what.startsWith(`${percentage} % of the users`) === true;

  describe('in stages', () => {
    it('rises by itself until all users have it', async () => {
      const appid = await online();
      const gray = [
        { percentage: 5, for: 300 },
        { percentage: 30, for: 300 },
      ];
      const release = await processes.release(appid, { ...second, gray });
      expect(await processes.outcome(release)).toMatchObject({ kind: 'released', userVersion: '2.0.0' });
      expect(await changes(appid, '/wxa/grayrelease')).toBe(3);
      expect(await changes(appid, '/wxa/release')).toBe(1);
      expect(await shownOnline(appid)).toMatchObject({ online: { userVersion: '2.0.0' } });
    });

    it('is taken back on a word, and the version before stays online', async () => {
      const appid = await online();
      const release = await processes.release(appid, { ...second, gray: [{ percentage: 5, for: day }] });
      await processes.until(release, at(5));
      expect(await processes.act(release, 'takeBack', { why: 'too many errors' })).toMatchObject({ status: 202 });
      expect(await processes.outcome(release)).toMatchObject({ kind: 'taken-back', percentage: 5 });
      expect(await changes(appid, '/wxa/revertgrayrelease')).toBe(1);
      expect(await shownOnline(appid)).toMatchObject({ online: { userVersion: '1.0.0' } });
    });

    it('is refused as the first of an account, before anything is sent', async () => {
      const appid = await newAccount();
      const gray = [{ percentage: 5, for: day }];
      const wish = { appid, templateId: 1, userVersion: '1.0.0', gray };
      const checked = await stack.api('viewer', 'POST', '/v1/code-release-preflights', wish);
      const findings = expect.arrayContaining([expect.objectContaining({ check: 'staged release', level: 'fail' })]);
      expect(checked.body).toMatchObject({ ready: false, findings });
      const release = await processes.release(appid, { gray });
      const parked = await processes.until(release, ({ attention }) => attention === 'ops');
      expect(parked.waitingFor?.what).toContain('85079');
      await processes.act(release, 'cancel');
      expect(await processes.outcome(release)).toMatchObject({ kind: 'cancelled' });
      expect(await changes(appid, '/wxa/commit')).toBe(0);
    });
  });

  it('waits for a second person, who has the role and did not start it', async () => {
    const appid = await newAccount();
    const answer = await stack.api('approver', 'POST', '/v1/code-releases', {
      ...{ appid, templateId: 1, userVersion: '1.0.0', userDesc: '首次上线', secondPerson: true },
      timings: { detectionPoll: 300, auditPoll: 700, lookUpAfter: 500 },
    });
    const release = z.object({ id: z.string(), runId: z.string(), url: z.string(), temporalUrl: z.string() });
    const started = release.parse(answer.body);
    const waiting = await processes.until(started, ({ stage }) => stage === 'approval');
    expect(waiting).toMatchObject({
      attention: 'ops',
      waitingFor: { what: expect.stringContaining('another person') },
    });
    const approve = (role: 'operator' | 'approver' | 'admin') =>
      stack.api(role, 'POST', `${started.url}/actions/release`, {});
    expect((await approve('operator')).status).toBe(403);
    expect(await approve('approver')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('second person') },
    });
    expect(await changes(appid, '/wxa/release')).toBe(0);
    expect((await approve('admin')).status).toBe(202);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'released' });
    expect(await changes(appid, '/wxa/release')).toBe(1);
  });

  describe('whose code uses privacy interfaces without permission (61040)', () => {
    const refused = async () => {
      const appid = await newAccount();
      await stack.api('operator', 'PUT', `/v1/authorizers/${appid}/privacy-guide`, guide);
      const release = await processes.release(appid, { templateId: 3 });
      const parked = await processes.until(
        release,
        ({ stage, attention }) => stage === 'submit' && attention === 'ops',
      );
      expect(parked.waitingFor?.what).toMatch(/wx\.getLocation .*61040/);
      return { appid, release };
    };
    const endsReleased = async ({ appid, release }: Awaited<ReturnType<typeof refused>>) => {
      expect(await processes.outcome(release)).toMatchObject({ kind: 'released' });
      expect(await changes(appid, '/wxa/commit')).toBe(1);
      expect(await changes(appid, '/wxa/submit_audit')).toBe(1);
    };

    it('is submitted once they are applied for and open', async () => {
      const one = await refused();
      await processes.people('privacyReviewer', 'pass', 300, one.appid);
      const apply = [{ name: 'wx.getLocation', content: '查找附近门店', pages: ['https://shop.example/map'] }];
      expect(await processes.act(one.release, 'privacy', { apply })).toMatchObject({ status: 202 });
      await endsReleased(one);
      expect(await changes(one.appid, '/wxa/security/apply_privacy_interface')).toBe(1);
    });

    it('is submitted with the word that they are not used', async () => {
      const one = await refused();
      await processes.act(one.release, 'privacy', { unused: true });
      await endsReleased(one);
    });

    it('is submitted again with its guide completed, as was declared at its start', async () => {
      const appid = await newAccount();
      await stack.api('operator', 'PUT', `/v1/authorizers/${appid}/privacy-guide`, guide);
      await processes.fault({ path: '/wxa/submit_audit', kind: 'errcode', errcode: 61040, times: 1 });
      const wish = { templateId: 2, privacyInterfaces: { guide: true } };
      await endsReleased({ appid, release: await processes.release(appid, wish) });
    });
  });

  it('says after a rejection what was mended, with materials, and is audited anew', async () => {
    const appid = await newAccount();
    await processes.people('auditor', 'reject', 0, appid);
    expect(await processes.outcome(await processes.release(appid))).toMatchObject({ kind: 'rejected' });
    await passes(appid);
    const screenshots = stack.keptFiles();
    const keep = async (purpose: string) => {
      const { body } = await stack.upload(`/v1/materials?purpose=${purpose}`, png(2_000));
      return z.object({ material: z.string() }).parse(body).material;
    };
    const mended = await processes.release(appid, {
      userVersion: '1.0.1',
      feedback: { info: '已更换类目对应的页面', materials: [await keep('setup')] },
      preview: { pictures: [await keep('audit')] },
      categories: [{ first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2, title: '首页' }],
    });
    expect(await processes.outcome(mended)).toMatchObject({ kind: 'released', userVersion: '1.0.1' });
    expect(await changes(appid, '/wxa/submit_audit')).toBe(2);
    expect(await changes(appid, '/wxa/uploadmedia')).toBe(1);
    expect(await changes(appid, '/cgi-bin/media/upload')).toBe(1);
    await expect.poll(() => stack.keptFiles(), { timeout: 15_000 }).toEqual(screenshots);
  });

  it.each([
    ['/wxa/commit', 9402202, 'waits while another operation of the account runs'],
    ['/wxa/submit_audit', 9402202, 'waits while another operation of the account runs'],
    ['/wxa/submit_audit', 61039, 'waits for the detection, and commits nothing anew'],
  ])('refused at %s with %i %s', async (path, errcode) => {
    const appid = await newAccount();
    await processes.fault({ path, kind: 'errcode', errcode, times: 1 });
    expect(await processes.outcome(await processes.release(appid))).toMatchObject({ kind: 'released' });
    expect(await changes(appid, '/wxa/commit')).toBe(1);
    expect(await changes(appid, '/wxa/submit_audit')).toBe(1);
  });

  it.each([85019, 85020])('refused its release with %i leaves it to a person, who may try again', async (errcode) => {
    const appid = await newAccount();
    await processes.fault({ path: '/wxa/release', kind: 'errcode', errcode, times: 1 });
    const release = await processes.release(appid);
    const parked = await processes.until(release, ({ attention }) => attention === 'provider');
    expect(parked).toMatchObject({ stage: 'release', waitingFor: { what: expect.stringContaining(String(errcode)) } });
    await processes.act(release, 'retry');
    expect(await processes.outcome(release)).toMatchObject({ kind: 'released' });
    expect(await changes(appid, '/wxa/release')).toBe(1);
  });

  it('that somebody put online in the console ends released by what is online (85052)', async () => {
    const appid = await newAccount();
    const release = await processes.release(appid, { release: 'manual' });
    await processes.until(release, ({ stage }) => stage === 'approval');
    const { body } = await stack.api('service', 'GET', `/v1/authorizers/${appid}/token`);
    const token = z.looseObject({ accessToken: z.string() }).parse(body).accessToken;
    expect(await stack.simulate(`../wxa/release?access_token=${token}`, {})).toMatchObject({ errcode: 0 });
    await processes.act(release, 'release');
    expect(await processes.outcome(release)).toMatchObject({ kind: 'released', userVersion: '1.0.0' });
    expect(await changes(appid, '/wxa/release')).toBe(1);
  });

  // The last: a clock that has moved on does not go back.
  it('left alone in its stages is released to all on day 14, before WeChat does it on day 15', async () => {
    const appid = await online();
    const release = await processes.release(appid, {
      ...second,
      gray: [{ percentage: 5, for: 30 * day }],
      timings: { detectionPoll: 300, auditPoll: 700, lookUpAfter: 500, grayWindow: 6_000 },
    });
    await processes.until(release, at(5));
    await stack.simulate('clock', { speed: 1 });
    await stack.simulate('clock', { advanceMs: 14 * day });
    await stack.simulate('tickets', { does: 'push' });
    expect(await processes.outcome(release)).toMatchObject({ kind: 'released', userVersion: '2.0.0' });
    // Had WeChat done it by itself, nothing would have been sent.
    expect(await changes(appid, '/wxa/grayrelease')).toBe(2);
    await stack.simulate('clock', { advanceMs: 2 * day });
    expect(await changes(appid, '/wxa/grayrelease')).toBe(2);
    expect(await shownOnline(appid)).toMatchObject({ online: { userVersion: '2.0.0' } });
  });
});
