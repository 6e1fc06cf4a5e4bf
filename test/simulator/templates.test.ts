import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusedWith, type Stage, startStage } from './stage.ts';
import { versionsOf } from './versions.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const upload = async (known: object = {}) => (await stage.order<{ draftId: number }>('/drafts', known)).draftId;
const drafts = async () => (await stage.client.getTemplatedRaftList({})).draft_list;
const templates = async () => (await stage.client.getTemplateList({})).template_list;
const ids = async () => (await templates()).map(({ template_id }) => template_id);

describe('the draft box', () => {
  it('keeps the newest upload of each development mini program', async () => {
    expect(await drafts()).toEqual([]);
    await upload({ sourceAppid: 'wxdev1', userVersion: '1.0.0' });
    const second = await upload({ sourceAppid: 'wxdev2', source: '另一个', developer: '张三' });
    const third = await upload({ sourceAppid: 'wxdev1', userVersion: '1.0.1', userDesc: '修复' });
    expect(await drafts()).toEqual([
      expect.objectContaining({ draft_id: second, source_miniprogram: '另一个', developer: '张三' }),
      {
        draft_id: third,
        create_time: expect.any(Number),
        user_version: '1.0.1',
        user_desc: '修复',
        source_miniprogram_appid: 'wxdev1',
        source_miniprogram: '模板开发小程序',
        developer: '模板开发者',
      },
    ]);
  });
});

describe('the template library', () => {
  it('gives a new template an id that was never used, and says it only in the list', async () => {
    const draft_id = await upload();
    expect(await stage.client.addToTemplate({ draft_id })).toEqual({});
    expect(await ids()).toEqual([1, 2, 3, 4]);
    await stage.client.deleteTemplate({ template_id: 4 });
    await stage.client.addToTemplate({ draft_id });
    expect(await ids()).toEqual([1, 2, 3, 5]);
    expect((await templates()).at(-1)).toMatchObject({ draft_id, template_type: 0, category_list: [] });
    expect(await drafts()).toMatchObject([{ draft_id }]);
  });

  it('takes a draft twice, which makes two templates', async () => {
    const draft_id = await upload();
    await stage.client.addToTemplate({ draft_id });
    await stage.client.addToTemplate({ draft_id });
    expect((await templates()).filter((template) => template.draft_id === draft_id)).toHaveLength(2);
  });

  it('holds 200 templates', async () => {
    const draft_id = await upload();
    for (let held = 3; held < 200; held += 1) await stage.client.addToTemplate({ draft_id });
    await expect(stage.client.addToTemplate({ draft_id })).rejects.toMatchObject(refusedWith(85065));
    await stage.client.deleteTemplate({ template_id: 1 });
    await stage.client.addToTemplate({ draft_id });
  });

  it('holds as many as is ordered', async () => {
    const draft_id = await upload();
    await stage.order('/templates', { limit: 3 });
    await expect(stage.client.addToTemplate({ draft_id })).rejects.toMatchObject(refusedWith(85065));
    await stage.client.deleteTemplate({ template_id: 2 });
    await stage.client.addToTemplate({ draft_id });
    expect(await ids()).toEqual([1, 3, 4]);
  });

  it('takes no standard template any more', async () => {
    const draft_id = await upload();
    await expect(stage.client.addToTemplate({ draft_id, template_type: 1 })).rejects.toMatchObject(refusedWith(40097));
  });

  it('lists a standard template of old times with its audit, under an id of the same row', async () => {
    const { appid } = await stage.account();
    const draftId = await upload();
    const standard = { draftId, auditStatus: 2, reason: '不符合规范' };
    expect(await stage.order('/templates/standard', standard)).toEqual({ templateId: 4 });
    expect((await stage.client.getTemplateList({ template_type: 1 })).template_list).toMatchObject([
      { template_id: 4, template_type: 1, audit_scene: 0, audit_status: 2, reason: '不符合规范' },
    ]);
    await stage.client.addToTemplate({ draft_id: draftId });
    expect(await ids()).toEqual([1, 2, 3, 4, 5]);
    const code = versionsOf(stage, appid);
    await expect(code.commit('1.0.0', 4, { tabBar: { list: [] } })).rejects.toMatchObject(refusedWith(9402203));
    await code.commit('1.0.0', 4, { extAppid: appid, ext: { shop: 1 }, window: {} });
  });

  it('may lose a template without a change for who committed it', async () => {
    const { appid } = await stage.account();
    const code = versionsOf(stage, appid);
    await code.commit('1.0.0', 2);
    await stage.client.deleteTemplate({ template_id: 2 });
    expect((await stage.client.getCodePage(appid, {})).page_list).toContain('pages/index/index');
    expect(await code.submit()).toMatchObject({ auditid: expect.any(Number) });
    await expect(code.commit('1.0.1', 2)).rejects.toMatchObject(refusedWith(85014));
  });

  it('commits what was uploaded', async () => {
    const { appid } = await stage.account();
    await stage.client.addToTemplate({ draft_id: await upload({ pages: ['pages/new'], privacyKeys: ['Album'] }) });
    await versionsOf(stage, appid).commit('1.0.0', 4);
    expect(await stage.client.getCodePage(appid, {})).toEqual({ page_list: ['pages/new'] });
    expect((await stage.client.getPrivacySetting(appid, {})).privacy_list).toEqual(['Album']);
  });

  it('can only be ordered a standard template from a draft', async () => {
    await expect(stage.order('/templates/standard', { draftId: 99 })).rejects.toThrow('template not found');
  });
});
