import { beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { appid, code, freshStage, stage } from './fresh.ts';
import { picture } from './picture.ts';
import { settingsOf, whole } from './settings.ts';
import { refusedWith } from './stage.ts';
import { item, versionsOf } from './versions.ts';

let settings: ReturnType<typeof settingsOf>;

freshStage({ registerType: 6 });
beforeEach(() => {
  settings = settingsOf(stage, appid);
});

/** Moves the clock to the start of next month in China. */
const toNextMonth = async () => {
  const { now } = await stage.ask<{ now: string }>('/state');
  const next = new Date(Date.parse(now) + 8 * 3_600_000);
  await stage.advance(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 1) - next.getTime());
};

describe('an account that is not set up', () => {
  it('may submit once name, avatar, signature and a category are set', async () => {
    const bare = await stage.account({ registerType: 6, initialised: false });
    const setUp = settingsOf(stage, bare.appid);
    const code = versionsOf(stage, bare.appid);
    expect(await setUp.info()).toMatchObject({
      nickname: '',
      signature_info: { signature: '', modify_used_count: 0, modify_quota: 5 },
      head_image_info: { head_image_url: '', modify_used_count: 0, modify_quota: 5 },
    });
    expect(await setUp.categories()).toEqual([]);
    await code.commit('1.0.0');
    await expect(code.submit()).rejects.toMatchObject(refusedWith(86002));
    await setUp.rename('早安豆浆');
    await expect(code.submit()).rejects.toMatchObject(refusedWith(86002));
    await stage.client.setHeadImage(bare.appid, { head_img_media_id: await setUp.upload(), ...whole });
    await expect(code.submit()).rejects.toMatchObject(refusedWith(86002));
    await stage.client.setSignature(bare.appid, { signature: '提供好玩的服务。' });
    await expect(code.submit()).rejects.toMatchObject(refusedWith(85008));
    await stage.client.addCategory(bare.appid, { categories: [{ first: item.first_id, second: item.second_id }] });
    await code.submit();
    expect(await setUp.info()).toMatchObject({
      nickname: '早安豆浆',
      signature_info: { signature: '提供好玩的服务。', modify_used_count: 1 },
      head_image_info: { head_image_url: expect.stringMatching(/^http/), modify_used_count: 1 },
      nickname_info: { modify_used_count: 1, modify_quota: 2 },
    });
  });
});

describe('the basic information', () => {
  it('is told by GET as by POST', async () => {
    const token = await stage.tokens({ kind: 'authorizer', appid });
    const path = `/cgi-bin/account/getaccountbasicinfo?access_token=${token}`;
    const posted = await stage.call(path);
    expect(posted.answer).toMatchObject({ errcode: 0, appid, registered_country: 1017, customer_type: 0 });
    expect(await stage.call(path, { method: 'GET' })).toEqual(posted);
  });

  it.each([
    ['a service account', { kind: 'officialAccount' }, { account_type: 2, principal_type: 1, customer_type: 1 }],
    [
      'a verified person',
      { principalType: 0, verified: true },
      { account_type: 3, principal_type: 0, customer_type: 15 },
    ],
  ])('tells %s by its numbers', async (_of, known, numbers) => {
    const account = await stage.account(known);
    expect(await stage.client.getAccountBasicInfo(account.appid, {})).toMatchObject(numbers);
  });
});

describe('the signature', () => {
  const set = (signature: string) => stage.client.setSignature(appid, { signature });

  it('changes 5 times a month', async () => {
    for (let change = 1; change <= 5; change += 1) await set(`提供好玩的服务${change}`);
    await expect(set('提供好玩的服务')).rejects.toMatchObject(refusedWith(53200));
    expect((await settings.info()).signature_info).toMatchObject({ modify_used_count: 5 });
    await toNextMonth();
    await set('提供好玩的服务');
    expect((await settings.info()).signature_info).toMatchObject({ modify_used_count: 1 });
  });

  it('with a barred word is refused and no change', async () => {
    await expect(set('线上博彩娱乐')).rejects.toMatchObject(refusedWith(53201));
    expect((await settings.info()).signature_info).toMatchObject({ signature: '记录每一天', modify_used_count: 0 });
  });
});

describe('the avatar', () => {
  const set = (head_img_media_id: string, cut: object = {}) =>
    stage.client.setHeadImage(appid, { head_img_media_id, ...whole, ...cut });

  it('changes 5 times a month', async () => {
    const media = await settings.upload();
    for (let change = 1; change <= 5; change += 1) await set(media);
    await expect(set(media)).rejects.toMatchObject(refusedWith(53202));
    await toNextMonth();
    await set(await settings.upload());
    expect((await settings.info()).head_image_info).toMatchObject({ modify_used_count: 1 });
  });

  it('needs a cut that holds something', async () => {
    const media = await settings.upload();
    await expect(set(media, { x1: 0.5, x2: 0.5 })).rejects.toMatchObject(refusedWith(53205));
  });

  it('comes from an image of the same account that is not older than 3 days', async () => {
    const other = await stage.account();
    await expect(set(await settingsOf(stage, other.appid).upload())).rejects.toMatchObject(refusedWith(40007));
    const video = new File([new Uint8Array(4), 'ftypmp42'], 'film.mp4');
    const { media_id } = await stage.client.uploadTempMedia(appid, { type: 'video', media: video });
    await expect(set(media_id)).rejects.toMatchObject(refusedWith(40007));
    const media = await settings.upload();
    await stage.advance(3 * day - 60_000);
    await set(media);
    await stage.advance(60_000);
    await expect(set(media)).rejects.toMatchObject(refusedWith(40007));
  });
});

describe('an upload', () => {
  it('takes images of 2 MB at most', async () => {
    const upload = (size: number) => stage.client.uploadTempMedia(appid, { type: 'image', media: picture({ size }) });
    await upload(2 * 1024 * 1024);
    await expect(upload(2 * 1024 * 1024 + 1)).rejects.toMatchObject(refusedWith(40009));
  });

  it.each([
    ['an image as a video', 'video', 'GIF89a'],
    ['a text as a voice', 'voice', 'hello'],
  ] as const)('refuses %s', async (_what, type, content) => {
    await expect(
      stage.client.uploadTempMedia(appid, { type, media: new File([content], 'file') }),
    ).rejects.toMatchObject(refusedWith(40005));
  });
});

describe('the screenshots of a rejected audit', () => {
  it('can be had by the account whose audit it was', async () => {
    await code.auditor('reject');
    await code.commit('1.0.0');
    await code.submit();
    const { payload } = await stage.receiver.push('weapp_audit_fail');
    const ids = String(payload.ScreenShot).split('|');
    expect(ids.length).toBeGreaterThan(1);
    const other = await stage.account();
    for (const media_id of ids) {
      const { bytes } = await stage.client.getMaterial(appid, { media_id });
      expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xd8]);
      await expect(stage.client.getMaterial(other.appid, { media_id })).rejects.toMatchObject(refusedWith(40007));
    }
  });
});

describe('a code of a page', () => {
  it('is had for pages that are online, unless nobody checks', async () => {
    const unlimited = (more: object) => stage.client.getUnlimitedQRCode(appid, { scene: 'table=1', ...more });
    await expect(unlimited({})).rejects.toMatchObject(refusedWith(41030));
    await code.auditor('pass');
    await code.commit('1.0.0');
    await code.submit();
    await expect.poll(code.status).toBe(0);
    await stage.client.release(appid, {});
    const [page = ''] = (await stage.client.getCodePage(appid, {})).page_list;
    expect((await unlimited({ page })).contentType).toMatch(/^image\/jpeg/);
    await expect(unlimited({ page: 'pages/other' })).rejects.toMatchObject(refusedWith(41030));
    await expect(unlimited({ page: `/${page}`, check_path: false })).rejects.toMatchObject(refusedWith(41030));
    expect((await unlimited({ page: 'pages/other', check_path: false, is_hyaline: true })).contentType).toMatch(
      /^image\/png/,
    );
  });

  it('refuses a scene with signs that are not allowed', async () => {
    await expect(stage.client.getUnlimitedQRCode(appid, { scene: '桌=1', check_path: false })).rejects.toMatchObject(
      refusedWith(40129),
    );
  });
});
