import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf } from './following.ts';
import { uploadPicture } from './merchant-files.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

describe('an account setup', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  const changes = async (appid: string, path: string) =>
    (await stack.effects(appid)).filter((one) => one === path).length;
  const bare = (known: object = {}) => processes.account({ initialised: false, registerType: 6, ...known });
  /** 餐饮 / 点餐平台 needs a licence. */
  const audited = (mediaId: string) => ({
    first: 220,
    second: 224,
    certificates: [{ key: '《食品经营许可证》', media: { mediaId } }],
  });

  /** A name that needs an audit, with material for it. */
  const audible = async (appid: string, word = '中国') => {
    const media = { mediaId: await processes.upload(appid) };
    return { name: { name: `${word}${appid.slice(-6)}`, license: media, materials: [media] } };
  };

  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterAll(() => stack.stop());

  it('gives a new account avatar, introduction, categories and testers, and changes nothing the second time', async () => {
    const appid = await bare();
    await processes.people('categoryAuditor', 'pass', 300, appid);
    const mediaId = await processes.upload(appid);
    const wanted = {
      signature: '附近最好吃的面馆',
      avatar: { media: { mediaId } },
      categories: [{ first: 1, second: 2 }, audited(mediaId)],
      testers: ['weixin_tester_1', 'weixin_tester_2'],
    };
    expect(await processes.outcome(await processes.setUp(appid, wanted))).toMatchObject({
      kind: 'complete',
      parts: {
        signature: { kind: 'changed' },
        avatar: { kind: 'changed' },
        categories: { kind: 'changed', note: expect.stringContaining('3 of 5 additions are left this month') },
        testers: { kind: 'changed', note: '2 testers more, 2 in all.' },
      },
    });
    const before = await stack.effects(appid);
    const again = await processes.setUp(appid, wanted);
    expect(await processes.outcome(again)).toMatchObject({
      kind: 'complete',
      parts: {
        signature: { kind: 'unchanged' },
        avatar: { kind: 'unchanged' },
        categories: { kind: 'unchanged' },
        testers: { kind: 'unchanged' },
      },
    });
    expect(await stack.effects(appid)).toEqual(before);
    expect((await processes.read(again)).steps.map(({ state }) => state)).toEqual(Array(4).fill('skipped'));
  });

  it('brings the files that are kept here to WeChat when it needs them, and lets go of them at the end', async () => {
    const appid = await bare();
    await processes.people('nameAuditor', 'pass', 100, appid);
    await processes.people('categoryAuditor', 'pass', 100, appid);
    const material = await uploadPicture(stack, 'setup');
    const wanted = {
      name: { name: `中国${appid.slice(-6)}`, license: { material }, materials: [{ material }] },
      avatar: { media: { material } },
      categories: [{ ...audited(''), certificates: [{ key: '《食品经营许可证》', media: { material } }] }],
    };
    expect(await processes.outcome(await processes.setUp(appid, wanted))).toMatchObject({
      kind: 'complete',
      parts: { name: { kind: 'changed' }, avatar: { kind: 'changed' }, categories: { kind: 'changed' } },
    });
    const large = await uploadPicture(stack, 'filing', 2 * 1024 * 1024 + 1);
    const again = { appid, ...wanted, avatar: { media: { material: large } } };
    const { status, body } = await stack.api('operator', 'POST', '/v1/account-setups', again);
    expect({ status, body }).toMatchObject({ status: 400 });
    const { errors } = z.object({ errors: z.array(z.object({ field: z.string(), detail: z.string() })) }).parse(body);
    expect(errors.map(({ field }) => field)).toEqual([
      'name.license.material',
      'name.materials.0.material',
      'avatar.media.material',
      'categories.0.certificates.0.media.material',
    ]);
    expect(errors[2]?.detail).toContain('2097153 bytes');
  });

  it.each([
    ['/cgi-bin/account/modifysignature', 'dropAfter'],
    ['/cgi-bin/account/modifysignature', 'dropBefore'],
    ['/cgi-bin/account/modifyheadimage', 'dropAfter'],
    ['/cgi-bin/wxopen/addcategory', 'dropAfter'],
    ['/wxa/bind_tester', 'dropAfter'],
    ['/wxa/bind_tester', 'dropBefore'],
  ])('makes the change of %s once where its answer is lost by %s', async (path, kind) => {
    const appid = await bare();
    const mediaId = await processes.upload(appid);
    await processes.fault({ path, kind, times: 1 });
    const setup = await processes.setUp(appid, {
      signature: '附近最好吃的面馆',
      avatar: { media: { mediaId } },
      categories: [{ first: 1, second: 2 }],
      testers: ['weixin_tester_1'],
    });
    expect(await processes.outcome(setup)).toMatchObject({ kind: 'complete' });
    expect(await changes(appid, path)).toBe(1);
  });

  it('makes every change once though the worker is killed in the middle of them', async () => {
    const appid = await bare();
    const media = { mediaId: await processes.upload(appid) };
    const before = (await stack.effects(appid)).length;
    const made = async () => (await stack.effects(appid)).slice(before);
    const setup = await processes.setUp(appid, {
      name: { name: `面馆${appid.slice(-6)}`, license: media },
      signature: '附近最好吃的面馆',
      avatar: { media },
      categories: [{ first: 1, second: 2 }],
      testers: ['weixin_tester_1', 'weixin_tester_2'],
      serverDomains: { way: 'direct', requestdomain: ['https://killed.example'] },
      openAccount: {},
    });
    await expect.poll(made, { timeout: 45_000, interval: 20 }).not.toEqual([]);
    stack.worker.kill();
    await stack.worker.start();
    expect(await processes.outcome(setup, 150_000)).toMatchObject({ kind: 'complete' });
    expect((await made()).toSorted()).toEqual([
      '/cgi-bin/account/modifyheadimage',
      '/cgi-bin/account/modifysignature',
      '/cgi-bin/open/create',
      '/cgi-bin/wxopen/addcategory',
      '/wxa/bind_tester',
      '/wxa/bind_tester',
      '/wxa/modify_domain_directly?action=add',
      '/wxa/setnickname',
    ]);
  }, 240_000);

  it('names an account at once where the name needs no audit', async () => {
    const appid = await bare();
    const license = { mediaId: await processes.upload(appid) };
    const setup = await processes.setUp(appid, { name: { name: `面馆${appid.slice(-6)}`, license } });
    expect(await processes.outcome(setup)).toMatchObject({ kind: 'complete', parts: { name: { kind: 'changed' } } });
    expect(await changes(appid, '/wxa/setnickname')).toBe(1);
  });

  it.each(['lose', 'double', 'early'] as const)(
    'takes a name through its audit where the push is: %s',
    async (kind) => {
      const appid = await bare();
      await processes.people('nameAuditor', 'pass', kind === 'early' ? 0 : 300, appid);
      await processes.fault({ event: 'wxa_nickname_audit', kind, times: 1 });
      expect(await processes.outcome(await processes.setUp(appid, await audible(appid)))).toMatchObject({
        kind: 'complete',
        parts: { name: { kind: 'changed' } },
      });
      expect(await changes(appid, '/wxa/setnickname')).toBe(1);
    },
  );

  it.each(['pass', 'reject'] as const)(
    'follows the audit of a name whose number was lost with the answer: %s',
    async (does) => {
      const appid = await bare();
      await processes.people('nameAuditor', 'ignore', 0, appid);
      await processes.fault({ path: '/wxa/setnickname', kind: 'dropAfter', times: 1 });
      const setup = await processes.setUp(appid, await audible(appid));
      await processes.until(setup, ({ waitingFor }) => waitingFor?.what.includes('audit of the name') === true);
      await processes.people('nameAuditor', does, 0, appid);
      expect(await processes.outcome(setup)).toMatchObject({
        parts: { name: { kind: does === 'pass' ? 'changed' : 'refused' } },
      });
      expect(await changes(appid, '/wxa/setnickname')).toBe(1);
    },
  );

  it.each([
    ['rejected by the audit', '中国', '名称与主体不符'],
    ['forbidden', '微信', '53012'],
  ])('refuses a name that is %s, with the reason', async (_, word, reason) => {
    const appid = await bare();
    await processes.people('nameAuditor', 'reject', 200, appid);
    const setup = await processes.setUp(appid, await audible(appid, word));
    expect(await processes.outcome(setup)).toMatchObject({
      kind: 'incomplete',
      parts: { name: { kind: 'refused', note: expect.stringContaining(reason) } },
    });
  });

  it('says which material a name needs before it sends the name', async () => {
    const appid = await bare();
    const license = { mediaId: await processes.upload(appid) };
    const setup = await processes.setUp(appid, { name: { name: `中国${appid.slice(-6)}`, license } });
    expect(await processes.outcome(setup)).toMatchObject({
      parts: { name: { note: expect.stringContaining('材料') } },
    });
    expect(await changes(appid, '/wxa/setnickname')).toBe(0);
  });

  it('skips the name of an account that was not registered by API', async () => {
    const appid = await bare({ registerType: 0 });
    const setup = await processes.setUp(appid, {
      name: { name: '街角面馆', license: { mediaId: await processes.upload(appid) } },
    });
    expect(await processes.outcome(setup)).toMatchObject({ kind: 'complete', parts: { name: { kind: 'skipped' } } });
  });

  it('names the account once the audit of its code is over', async () => {
    const appid = await processes.account({ registerType: 6 });
    await processes.people('auditor', 'ignore', 0, appid);
    const release = await processes.release(appid);
    await processes.until(release, ({ stage }) => stage === 'audit');
    const setup = await processes.setUp(appid, await audible(appid, '面馆'));
    await processes.until(setup, ({ waitingFor }) => waitingFor?.what.includes('91019') === true);
    await processes.people('auditor', 'reject', 0, appid);
    expect(await processes.outcome(setup)).toMatchObject({ kind: 'complete' });
  });

  it.each(['lose', 'double'] as const)('ends the same where the push of a category is: %s', async (kind) => {
    const appid = await bare();
    await processes.people('categoryAuditor', 'pass', 300, appid);
    await processes.fault({ event: 'wxa_category_audit', kind, times: 1 });
    const setup = await processes.setUp(appid, { categories: [audited(await processes.upload(appid))] });
    expect(await processes.outcome(setup)).toMatchObject({ kind: 'complete' });
    expect(await changes(appid, '/cgi-bin/wxopen/addcategory')).toBe(1);
  });

  it('shows an audit as the wait of its own part, while the others are done', async () => {
    const appid = await bare();
    await processes.people('categoryAuditor', 'ignore', 0, appid);
    const setup = await processes.setUp(appid, {
      signature: '附近最好吃的面馆',
      categories: [audited(await processes.upload(appid))],
    });
    const shown = await processes.until(
      setup,
      ({ steps }) => steps[0]?.state === 'done' && Boolean(steps[1]?.waitingFor),
    );
    expect(shown).toMatchObject({ stage: 'categories', attention: 'none', waitingFor: { who: 'wechat' } });
    await processes.act(setup, 'cancel', { why: 'closed down' });
    expect(await processes.outcome(setup)).toMatchObject({
      kind: 'cancelled',
      why: 'closed down',
      parts: { signature: { kind: 'changed' } },
      unfinished: ['categories'],
    });
  });

  it('ends incomplete with the reasons where WeChat refuses, and sends other material the next time', async () => {
    const appid = await bare();
    await processes.people('categoryAuditor', 'reject', 200, appid);
    const mediaId = await processes.upload(appid);
    const wanted = {
      signature: '这里没有赌博内容',
      categories: [{ first: 1, second: 2 }, audited(mediaId)],
      testers: ['weixin_tester_1'],
    };
    expect(await processes.outcome(await processes.setUp(appid, wanted))).toMatchObject({
      kind: 'incomplete',
      parts: {
        signature: { kind: 'refused', note: expect.stringContaining('53201') },
        categories: { kind: 'refused', note: expect.stringContaining('资质材料不清晰') },
        testers: { kind: 'changed' },
      },
    });
    await processes.people('categoryAuditor', 'pass', 200, appid);
    const again = await processes.setUp(appid, { ...wanted, signature: '附近最好吃的面馆' });
    expect(await processes.outcome(again)).toMatchObject({ kind: 'complete' });
    expect(await changes(appid, '/cgi-bin/wxopen/modifycategory')).toBe(1);
  });

  it('skips a category that WeChat forbids persons, and says why', async () => {
    const appid = await bare({ principalType: 0 });
    const setup = await processes.setUp(appid, { categories: [{ first: 220, second: 221 }] });
    expect(await processes.outcome(setup)).toMatchObject({
      kind: 'complete',
      parts: { categories: { kind: 'skipped', note: expect.stringContaining('53302') } },
    });
  });

  it('parks only the part that lacks a permission set, until the merchant grants it', async () => {
    const appid = await bare({ permissionSets: [18] });
    const setup = await processes.setUp(appid, { signature: '附近最好吃的面馆', testers: ['weixin_tester_1'] });
    const parked = await processes.until(
      setup,
      ({ steps }) => steps[1]?.state === 'done' && Boolean(steps[0]?.waitingFor),
    );
    expect(parked).toMatchObject({ attention: 'merchant', stage: 'signature' });
    await stack.simulate('authorizations', { appid, does: 'update', permissionSets: [18, 30] });
    expect(await processes.outcome(setup)).toMatchObject({ kind: 'complete' });
  });
});
