import { describe, expect, it } from 'vitest';
import { appid, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';

freshStage();

const bind = (of: string, wechatid: string) => stage.client.bindTester(of, { wechatid });

describe('a tester', () => {
  it('is bound once, and listed without a WeChat id', async () => {
    const bound = await bind(appid, 'testid');
    await expect(bind(appid, 'testid')).rejects.toMatchObject(refusedWith(85004));
    expect(await stage.client.getTester(appid, {})).toEqual({ members: [bound] });
    expect(bound.userstr).not.toContain('testid');
  });

  it.each([
    ['a person', 15, 0],
    ['an enterprise', 30, 1],
  ])('of %s is one of %i at most', async (_who, most, principalType) => {
    const full = await stage.account({ principalType });
    for (let tester = 1; tester <= most; tester += 1) await bind(full.appid, `tester${tester}`);
    await expect(bind(full.appid, 'onemore')).rejects.toMatchObject(refusedWith(85002));
    await stage.client.unbindTester(full.appid, { wechatid: 'tester1' });
    await bind(full.appid, 'onemore');
  });

  it('tests 50 mini programs at most', async () => {
    const { accounts } = await stage.order<{ accounts: { appid: string }[] }>('/accounts', { count: 50 });
    for (const account of accounts) await bind(account.appid, 'testid');
    await expect(bind(appid, 'testid')).rejects.toMatchObject(refusedWith(85003));
  });
});

describe('a plugin', () => {
  const plugin = { plugin_appid: 'wx00000000000000a1' };
  const apply = (more: object = {}) => stage.client.managePluginApply(appid, { ...plugin, ...more });
  const list = async () => (await stage.client.managePluginList(appid, {})).plugin_list;
  const statuses = async () => (await list()).map(({ status }) => status);
  const developer = (does: string) => stage.person('pluginDeveloper', does);

  it('is in use once its developer accepts', async () => {
    await developer('ignore');
    await apply({ reason: '门店选址' });
    expect(await list()).toEqual([
      { appid: plugin.plugin_appid, status: 1, nickname: '地图选点', headimgurl: expect.stringMatching(/^http/) },
    ]);
    await expect(apply()).rejects.toMatchObject(refusedWith(89237));
    await expect(stage.client.managePluginUnbind(appid, plugin)).rejects.toMatchObject(refusedWith(89243));
    await expect(stage.client.managePluginUpdate(appid, { ...plugin, user_version: '1.1.0' })).rejects.toMatchObject(
      refusedWith(89244),
    );
    await developer('accept');
    await expect.poll(statuses).toEqual([2]);
    await stage.client.managePluginUpdate(appid, { ...plugin, user_version: '1.1.0' });
    await stage.client.managePluginUnbind(appid, plugin);
    expect(await list()).toEqual([]);
  });

  it('that was refused can be applied for again', async () => {
    await developer('refuse');
    await apply();
    await expect.poll(statuses).toEqual([3]);
    await developer('accept');
    await apply();
    await expect.poll(statuses).toEqual([2]);
  });

  it('that nobody may have is refused', async () => {
    await expect(apply({ plugin_appid: 'wx00000000000000a3' })).rejects.toMatchObject(refusedWith(89236));
  });
});
