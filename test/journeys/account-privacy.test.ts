import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesOf } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

const apply = '/wxa/security/apply_privacy_interface';
const setGuide = '/cgi-bin/component/setprivacysetting';
const guide = {
  settings: { UserInfo: '用于展示头像与昵称', Location: '用于查找附近门店' },
  owner: { contact_email: 'privacy@example.com', notice_method: '弹窗' },
};

let stack: JourneyStack;
let processes: ReturnType<typeof processesOf>;
const changes = async (appid: string, path: string) =>
  (await stack.effects(appid)).filter((one) => one === path).length;
beforeAll(async () => {
  stack = await startJourneyStack();
  processes = processesOf(stack);
});
afterAll(() => stack.stop());

describe('the privacy guide of an account setup', () => {
  const setUp = (appid: string, privacyGuide: object = guide) => processes.setUp(appid, { privacyGuide });

  it('is set before the first code, completes the release of it, and is changed only where it differs', async () => {
    const appid = await processes.account();
    expect(await processes.outcome(await setUp(appid))).toMatchObject({
      kind: 'complete',
      parts: { privacyGuide: { kind: 'changed', note: expect.stringContaining('next release') } },
    });
    expect(await processes.outcome(await setUp(appid))).toMatchObject({
      parts: { privacyGuide: { kind: 'unchanged' } },
    });
    expect(await processes.outcome(await processes.release(appid, { templateId: 2 }))).toMatchObject({
      kind: 'released',
    });
    expect(await changes(appid, setGuide)).toBe(1);
    const moved = { ...guide, owner: { ...guide.owner, contact_email: 'other@example.com' } };
    expect(await processes.outcome(await setUp(appid, moved))).toMatchObject({ kind: 'complete' });
    const online = await stack.api('operator', 'POST', '/v1/calls/getPrivacySetting', {
      appid,
      request: { privacy_ver: 1 },
    });
    expect(online.body).toMatchObject({ owner_setting: { contact_email: 'other@example.com' } });
    expect(await changes(appid, setGuide)).toBe(3);
  });

  it('says for what the code uses nobody has declared words', async () => {
    const appid = await processes.account();
    const release = await processes.release(appid, { templateId: 2 });
    await processes.until(release, ({ attention }) => attention === 'merchant');
    expect(await processes.outcome(await setUp(appid, { ...guide, settings: { UserInfo: '头像' } }))).toMatchObject({
      kind: 'incomplete',
      parts: { privacyGuide: { kind: 'refused', note: expect.stringContaining('Location') } },
    });
    expect(await processes.outcome(await setUp(appid))).toMatchObject({ kind: 'complete' });
    await processes.act(release, 'retry');
    expect(await processes.outcome(release)).toMatchObject({ kind: 'released' });
  });

  it('is refused where WeChat finds it wrong', async () => {
    const appid = await processes.account();
    const wrong = { ...guide, owner: { ...guide.owner, store_expire_timestamp: '很久' } };
    expect(await processes.outcome(await setUp(appid, wrong))).toMatchObject({
      kind: 'incomplete',
      parts: { privacyGuide: { kind: 'refused', note: expect.stringContaining('86072') } },
    });
  });
});

describe('the privacy interfaces of an account setup', () => {
  const wish = (name = 'wx.getLocation') => ({ name, content: '查找附近门店', pages: ['https://shop.example/map'] });
  const setUp = (appid: string, ...names: string[]) =>
    processes.setUp(appid, { privacyInterfaces: names.map((name) => wish(name)) });

  it.each(['lose', 'double', 'early'] as const)('are applied for and reviewed where the push is: %s', async (kind) => {
    const appid = await processes.account();
    await processes.people('privacyReviewer', 'pass', kind === 'early' ? 0 : 300, appid);
    await processes.fault({ event: 'wxa_privacy_apply', kind, times: 1 });
    expect(await processes.outcome(await setUp(appid, 'wx.getLocation', 'wx.choosePoi'))).toMatchObject({
      kind: 'complete',
      parts: { privacyInterfaces: { kind: 'changed', note: 'Open: wx.getLocation, wx.choosePoi.' } },
    });
    expect(await processes.outcome(await setUp(appid, 'wx.getLocation'))).toMatchObject({
      parts: { privacyInterfaces: { kind: 'unchanged' } },
    });
    expect(await changes(appid, apply)).toBe(2);
  });

  it.each(['dropAfter', 'dropBefore'])('are applied for once where the answer is lost by %s', async (kind) => {
    const appid = await processes.account();
    await processes.people('privacyReviewer', 'pass', 100, appid);
    await processes.fault({ path: apply, kind, times: 1 });
    expect(await processes.outcome(await setUp(appid, 'wx.getLocation'))).toMatchObject({ kind: 'complete' });
    expect(await changes(appid, apply)).toBe(1);
  });

  it('are refused with the reason of the review, or where WeChat knows none of that name', async () => {
    const appid = await processes.account();
    await processes.people('privacyReviewer', 'reject', 100, appid);
    expect(await processes.outcome(await setUp(appid, 'wx.getLocation', 'wx.getlocation'))).toMatchObject({
      kind: 'incomplete',
      parts: {
        privacyInterfaces: {
          note: expect.stringMatching(/wx\.getlocation: WeChat lists no.*wx\.getLocation was rejected: 小程序内未含有/),
        },
      },
    });
  });

  it('wait for the categories that may allow them', async () => {
    const appid = await processes.account();
    await stack.simulate('privacy-interfaces', { appid, notAllowed: ['wx.getLocation'] });
    await processes.people('categoryAuditor', 'ignore', 0, appid);
    await processes.people('privacyReviewer', 'pass', 100, appid);
    const licence = { key: '《食品经营许可证》', media: { mediaId: await processes.upload(appid) } };
    const setup = await processes.setUp(appid, {
      categories: [{ first: 220, second: 224, certificates: [licence] }],
      privacyInterfaces: [wish('wx.getLocation'), wish('wx.choosePoi')],
    });
    await processes.until(setup, ({ steps }) => steps[1]?.waitingFor?.what.includes('may allow') === true);
    expect(await changes(appid, apply)).toBe(1);
    await stack.simulate('privacy-interfaces', { appid, notAllowed: [] });
    await processes.people('categoryAuditor', 'pass', 0, appid);
    expect(await processes.outcome(setup)).toMatchObject({ kind: 'complete' });
    expect(await changes(appid, apply)).toBe(2);
  });

  it('are refused where the categories do not allow them', async () => {
    const appid = await processes.account();
    await stack.simulate('privacy-interfaces', { appid, notAllowed: ['wx.getLocation'] });
    expect(await processes.outcome(await setUp(appid, 'wx.getLocation'))).toMatchObject({
      kind: 'incomplete',
      parts: { privacyInterfaces: { kind: 'refused', note: expect.stringContaining('categories') } },
    });
    expect(await changes(appid, apply)).toBe(0);
  });
});
