import { describe, expect, it } from 'vitest';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith, type Stage } from './stage.ts';

freshStage();

describe('the privacy guide', () => {
  const owner_setting = { contact_email: 'privacy@example.com', notice_method: '弹窗' };
  const setting_list = [{ privacy_key: 'UserInfo', privacy_text: '展示头像' }];
  const read = (privacy_ver: 1 | 2) => stage.client.getPrivacySetting(appid, { privacy_ver });
  const set = (setting: Parameters<Stage['client']['setPrivacySetting']>[1]) =>
    stage.client.setPrivacySetting(appid, setting);

  it('goes online with the release of the version it was audited with', async () => {
    expect(await read(2)).toMatchObject({ code_exist: 0, setting_list: [] });
    await set({ owner_setting, setting_list });
    await code.auditor('pass');
    await code.commit('1.0.0', 2);
    await code.submit();
    await expect.poll(code.status).toBe(0);
    await set({ owner_setting, setting_list: [] });
    expect((await read(1)).setting_list).toEqual([]);
    await stage.client.release(appid, {});
    expect(await read(1)).toMatchObject({ setting_list, owner_setting });
    await set({ privacy_ver: 1, owner_setting: { contact_phone: '123', notice_method: '公告' } });
    expect(await read(1)).toMatchObject({ setting_list, owner_setting: { contact_phone: '123' } });
  });

  it('is refused where it lacks what WeChat demands', async () => {
    await expect(set({ owner_setting: { contact_email: 'a@b.c' }, setting_list })).rejects.toMatchObject(
      refusedWith(86070),
    );
    await expect(set({ owner_setting: { notice_method: '弹窗' }, setting_list })).rejects.toMatchObject(
      refusedWith(47001),
    );
    await expect(set({ owner_setting })).rejects.toMatchObject(refusedWith(47001));
    await expect(set({ privacy_ver: 1, owner_setting })).rejects.toMatchObject(refusedWith(86074));
    await expect(set({ privacy_ver: 1, owner_setting, setting_list })).rejects.toMatchObject(refusedWith(47001));
  });

  const upload = (size: number, name = 'privacy.txt') =>
    stage.client.uploadPrivacySetting(appid, { file: new File(['x'.repeat(size)], name) });

  it('may be a text file of our own, up to 100 KB', async () => {
    await expect(upload(100 * 1024 + 1)).rejects.toMatchObject(refusedWith(40006));
    await expect(upload(10, 'privacy.docx')).rejects.toMatchObject(refusedWith(40006));
    const { ext_file_media_id } = await upload(100 * 1024);
    await set({ owner_setting: { ...owner_setting, ext_file_media_id }, setting_list });
    expect((await read(2)).owner_setting).toMatchObject({ ext_file_media_id });
    const unknown = { ...owner_setting, ext_file_media_id: '1' };
    await expect(set({ owner_setting: unknown, setting_list })).rejects.toMatchObject(refusedWith(86073));
  });

  it('keeps its file while it is online', async () => {
    const { ext_file_media_id } = await upload(10);
    const other = await upload(10);
    await set({ owner_setting: { ...owner_setting, ext_file_media_id }, setting_list });
    await code.online('1.0.0');
    await expect(set({ privacy_ver: 1, owner_setting: { ...owner_setting, ...other } })).rejects.toMatchObject(
      refusedWith(86075),
    );
    await set({ privacy_ver: 1, owner_setting: { contact_qq: '10000', notice_method: '公告' } });
    expect((await read(1)).owner_setting).toEqual({
      contact_qq: '10000',
      notice_method: '公告',
      ext_file_media_id,
    });
  });

  it('stores for a fixed term or as short as need be', async () => {
    const stored = (store_expire_timestamp: string) =>
      set({ owner_setting: { ...owner_setting, store_expire_timestamp }, setting_list });
    await stored('30天');
    await stored('');
    await expect(stored('永久')).rejects.toMatchObject(refusedWith(86072));
  });
});
