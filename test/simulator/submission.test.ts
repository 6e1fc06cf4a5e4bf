import { beforeEach, describe, expect, it } from 'vitest';
import { hour } from '../../simulator/clock.ts';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith, startStage } from './stage.ts';
import { item, versionsOf } from './versions.ts';

freshStage();
beforeEach(async () => {
  await code.auditor('ignore');
  await code.commit('1.0.0');
});

const fileOf = (type: string, bytes = 10) => new File([new Uint8Array(bytes)], 'file', { type });
const upload = (media: File, of = appid) => stage.client.uploadMediaToCodeAudit(of, { media });
const picture = async (of = appid) => (await upload(fileOf('image/png'), of)).mediaid;
const video = async () => (await upload(fileOf('video/mp4'))).mediaid;
const preview = (pic_id_list: string[], video_id_list: string[] = []) =>
  code.submit({ preview_info: { pic_id_list, video_id_list } });

describe('material for the auditor', () => {
  it.each([
    ['a picture', 'image', fileOf('image/gif')],
    ['a picture of 2 MB', 'image', fileOf('image/jpeg', 2 * 1024 * 1024)],
    ['a video', 'video', fileOf('video/mp4', 3 * 1024 * 1024)],
    ['a picture that only its name tells', 'image', new File(['x'], 'page.JPG')],
  ])('may be %s', async (_what, type, file) => {
    expect(await upload(file)).toEqual({ type, mediaid: expect.any(String) });
  });

  it.each([
    ['nothing', 41005, fileOf('image/png', 0)],
    ['another format', 40005, fileOf('image/webp')],
    ['a picture of more than 2 MB', 40006, fileOf('image/png', 2 * 1024 * 1024 + 1)],
    ['a video of more than 10 MB', 40006, fileOf('video/mp4', 10 * 1024 * 1024 + 1)],
  ])('may not be %s (%i)', async (_what, errcode, file) => {
    await expect(upload(file)).rejects.toMatchObject(refusedWith(errcode));
  });

  it('shows a submission for 3 days', async () => {
    const [old, video_id] = [await picture(), await video()];
    await stage.advance(72 * hour - 60_000);
    expect(await preview([old, await picture()], [video_id])).toMatchObject({ auditid: expect.any(Number) });
    await stage.client.undoAudit(appid, {});
    await stage.advance(60_000);
    await expect(preview([old])).rejects.toMatchObject(refusedWith(85092));
    await preview([await picture()]);
  });

  it('is of its own account and kind', async () => {
    const other = await stage.account();
    await expect(preview([await picture(other.appid)])).rejects.toMatchObject(refusedWith(85092));
    await expect(preview([await video()])).rejects.toMatchObject(refusedWith(85092));
    await expect(preview(['unknown'])).rejects.toMatchObject(refusedWith(85092));
  });

  it('is at most 10 pictures and a video', async () => {
    const [pic, vid] = [await picture(), await video()];
    await expect(preview(Array(11).fill(pic))).rejects.toMatchObject(refusedWith(85093));
    await expect(preview([], [vid, vid])).rejects.toMatchObject(refusedWith(85093));
    await preview(Array(10).fill(pic), [vid]);
  });
});

describe('a submission', () => {
  it('meets its refusals in one order, and spends quota only where it is accepted', async () => {
    const slow = await startStage({ detection: 60_000 });
    try {
      const { client, order } = slow;
      const { appid: wrong } = await slow.account({ permissionSets: [17] });
      const { appid: bare } = await slow.account({ initialised: false });
      const { appid: mini } = await slow.account();
      const own = versionsOf(slow, mini);
      const submit = (of: string, more: object = {}) => client.submitAudit(of, { item_list: [item], ...more });
      const refuses = async (errcode: number, of = mini, more: object = {}) =>
        await expect(submit(of, more)).rejects.toMatchObject(refusedWith(errcode));
      const badItem = { item_list: [{ ...item, address: 'pages/none', first_id: 999 }] };
      const badCategory = { item_list: [{ ...item, first_id: 999 }] };

      await slow.person('auditor', 'ignore');
      await order('/quota', { submissions: 1 });
      await order('/bars', { scope: 'all' });
      await refuses(61007, wrong, badItem);
      await refuses(86002, bare, badItem);
      await refuses(85086, mini, badItem);
      await own.commit('1.0.0', 3);
      await refuses(61039, mini, badItem);
      await slow.advance(60_000);
      await refuses(61040, mini, badItem);
      await own.commit('1.0.1');
      await slow.advance(60_000);
      await refuses(85007, mini, badItem);
      await refuses(85008, mini, badCategory);
      await refuses(86008);
      await order('/bars', { scope: 'all', barred: false });
      await submit(mini);
      await order('/bars', { scope: 'all' });
      await refuses(85009);
      await client.undoAudit(mini, {});
      await refuses(86008);
      await order('/bars', { scope: 'all', barred: false });
      await refuses(85085);
      expect(await slow.ask('/state')).toMatchObject({ submissionsLeft: 0 });
    } finally {
      await slow.stop();
    }
  });

  it.each([
    ['a title of spaces', 85011, { item_list: [{ ...item, title: ' ' }] }],
    ['an item with an empty field', 85010, { item_list: [{ ...item, first_class: '' }] }],
    ['a description of more than 1,000 characters', 85051, { version_desc: 'x'.repeat(1001) }],
  ])('with %s is refused with %i and spends nothing', async (_what, errcode, wrong) => {
    const before = await stage.client.setCodeAuditQuota(appid, {});
    await expect(code.submit(wrong)).rejects.toMatchObject(refusedWith(errcode));
    expect(await stage.client.setCodeAuditQuota(appid, {})).toEqual(before);
    await expect(code.latest()).rejects.toMatchObject(refusedWith(85058));
  });

  it('of a social category must say the first time how the content of users is checked', async () => {
    const category = { first_class: '社交', second_class: '社区/论坛', first_id: 7, second_id: 72 };
    const social = await stage.account({ categories: [category] });
    const codeOfSocial = versionsOf(stage, social.appid);
    await codeOfSocial.commit('1.0.0');
    const submit = (more: object = {}) => codeOfSocial.submit({ item_list: [category], ...more });
    await expect(submit()).rejects.toMatchObject(refusedWith(85094));
    await submit({ ugc_declare: { scene: [1, 4], method: [1], has_audit_team: 0, audit_desc: '内容安全接口' } });
    await stage.client.undoAudit(social.appid, {});
    await submit();
  });

  it('is refused while the name is that of a trial', async () => {
    const trial = await stage.account({ name: '小红的试用小程序' });
    const codeOfTrial = versionsOf(stage, trial.appid);
    await codeOfTrial.commit('1.0.0');
    await expect(codeOfTrial.submit()).rejects.toMatchObject(refusedWith(86020));
  });
});
