import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeExt } from '../../wechat/ext-json/render.ts';
import type { ExtJson } from '../../wechat/ext-json/types.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';
import { versionsOf } from './versions.ts';

let stage: Stage;
let appid: string;
let code: ReturnType<typeof versionsOf>;

const open = async (options: Parameters<typeof startStage>[0] = {}) => {
  stage = await startStage(options);
  ({ appid } = await stage.account());
  code = versionsOf(stage, appid);
};
beforeEach(() => open());
afterEach(() => stage.stop());

const refusedExts: readonly [what: string, errcode: number, template: number, ext: ExtJson][] = [
  ["another account's extAppid", 85013, 1, { extAppid: 'wxother' }],
  ['no pages', 85047, 1, { pages: [] }],
  ['a page the template lacks', 85045, 1, { pages: ['pages/other'] }],
  ['settings for a page the template lacks', 85045, 1, { extPages: { 'pages/other': {} } }],
  ['a package the template lacks', 85045, 1, { subPackages: [{ root: 'shop', pages: ['goods'] }] }],
  ['a tab without page', 85046, 1, { tabBar: { list: [{ text: '首页' }] } }],
  ['an unknown location interface', 85310, 1, { requiredPrivateInfos: ['wx.getLocation'] }],
  ['fuzzy and exact location', 85311, 1, { requiredPrivateInfos: ['getFuzzyLocation', 'getLocation'] }],
];

const plugin = (provider: string, version = '1.0.0'): ExtJson => ({ plugins: { map: { version, provider } } });

describe('a commit', () => {
  it.each([
    ['an unknown template', 85014, 9, {}],
    ['an unknown plugin', 80067, 1, plugin('wxnone')],
    ['an unknown version of a plugin', 80066, 1, plugin('wx00000000000000a1', '9.9.9')],
    ['a plugin that the account may not use', 80082, 1, plugin('wx00000000000000a1')],
    ['a location interface without permission', 85312, 1, { requiredPrivateInfos: ['getLocation'] }],
    ...refusedExts,
  ])('with %s is refused with %i', async (_what, errcode, template, ext) => {
    await expect(code.commit('1.0.0', template, ext)).rejects.toMatchObject(refusedWith(errcode));
    expect(await stage.client.getVersionInfo(appid, {})).toEqual({});
  });

  it.each(refusedExts)('with %s has the same errcode by our own check before: %i', (_what, errcode, _template, ext) => {
    const template = { pages: ['pages/index/index', 'pages/list/list', 'pages/detail/detail'] };
    const { problems } = makeExt({ appid, layers: { release: ext }, variables: [], template });
    expect(problems.flatMap((problem) => (problem.level === 'fail' ? [problem.errcode] : []))).toEqual([errcode]);
  });

  it('with an ext.json that is not JSON is refused', async () => {
    const broken = { template_id: 1, ext_json: '{', user_version: '1', user_desc: 'x' };
    await expect(stage.client.commit(appid, broken)).rejects.toMatchObject(refusedWith(85048));
  });

  it('takes a plugin once its developer has granted it', async () => {
    const applied = async () => (await stage.client.managePluginList(appid, {})).plugin_list[0]?.status;
    await stage.person('pluginDeveloper', 'accept');
    await stage.client.managePluginApply(appid, { plugin_appid: 'wx00000000000000a1' });
    await expect.poll(applied).toBe(2);
    await expect(code.commit('1.0.0', 1, plugin('wx00000000000000a1'))).resolves.toBeDefined();
  });

  it('keeps the pages its ext.json names', async () => {
    await code.commit('1.0.0', 1, { extAppid: appid, pages: ['pages/list/list'] });
    expect((await stage.client.getCodePage(appid, {})).page_list).toEqual(['pages/list/list']);
  });

  it('gives a trial QR code as a JPEG, and none without code', async () => {
    await expect(stage.client.getTrialQRCode(appid, {})).rejects.toMatchObject(refusedWith(86001));
    await expect(stage.client.getCodePage(appid, {})).rejects.toMatchObject(refusedWith(86001));
    await code.commit('1.0.0');
    const { contentType, bytes } = await stage.client.getTrialQRCode(appid, {});
    expect(contentType).toBe('image/jpeg');
    expect(Buffer.from(bytes).toString('hex')).toMatch(/^ffd8.*ffd9$/);
  });
});

describe('the detection', () => {
  it('starts anew with each commit and holds the submission up', async () => {
    await stage.stop();
    await open({ detection: 60_000 });
    const detected = () => stage.client.getCodePrivacyInfo(appid, {});
    await expect(detected()).rejects.toMatchObject(refusedWith(86001));
    await code.commit('1.0.0');
    await stage.advance(50_000);
    await code.commit('1.0.1', 2);
    await stage.advance(50_000);
    await expect(detected()).rejects.toMatchObject(refusedWith(61039));
    await expect(code.submit()).rejects.toMatchObject(refusedWith(61039));
    expect(await stage.client.getPrivacySetting(appid, {})).toMatchObject({ code_exist: 1, privacy_list: [] });
    await stage.advance(10_000);
    expect(await detected()).toEqual({ without_auth_list: [], without_conf_list: [] });
    expect((await stage.client.getPrivacySetting(appid, {})).privacy_list).toEqual(['UserInfo', 'Location']);
    await code.submit();
  });

  it('takes as long as is ordered', async () => {
    const commit = async (version: string) => {
      await code.commit(version);
      return stage.client.getCodePrivacyInfo(appid, {});
    };
    await stage.order('/detection', { ms: 300_000 });
    await expect(commit('1.0.0')).rejects.toMatchObject(refusedWith(61039));
    await stage.order('/reset');
    ({ appid } = await stage.account());
    code = versionsOf(stage, appid);
    await expect(commit('1.0.0')).resolves.toBeDefined();
  });

  it('finds an interface without permission, which must be said to be unused', async () => {
    await code.commit('1.0.0', 3);
    expect(await stage.client.getCodePrivacyInfo(appid, {})).toEqual({
      without_auth_list: ['wx.getLocation'],
      without_conf_list: ['wx.getLocation'],
    });
    await expect(code.submit()).rejects.toMatchObject({
      failure: { errcode: 61040, errmsg: expect.stringContaining('wx.getLocation') },
    });
    await expect(code.submit({ privacy_api_not_use: true })).resolves.toMatchObject({ auditid: expect.any(Number) });
  });
});
