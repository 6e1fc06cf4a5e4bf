import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsOf } from './settings.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';
import { versionsOf } from './versions.ts';

let stage: Stage;
let appid: string;
let settings: ReturnType<typeof settingsOf>;

/** A mini program that the platform registered, without a name. */
const bare = (known: object = {}) => stage.account({ registerType: 6, initialised: false, ...known });

beforeEach(async () => {
  stage = await startStage();
  ({ appid } = await bare());
  settings = settingsOf(stage, appid);
});
afterEach(() => stage.stop());

const check = (nick_name: string) => stage.client.checkNickName(appid, { nick_name });
const nameInfo = async () => (await settings.info()).nickname_info;

/** Moves the clock to the first of a month of next year in China. */
const toNextYear = async () => {
  const { now } = await stage.ask<{ now: string }>('/state');
  await stage.advance(Date.UTC(new Date(now).getUTCFullYear() + 1, 1, 1) - Date.parse(now));
};

describe('a name', () => {
  it('that hits no keyword is set at once, without an audit', async () => {
    expect(await check('早安豆浆')).toEqual({ hit_condition: false, wording: '' });
    expect(await settings.rename('早安豆浆')).toEqual({ wording: '' });
    expect(await nameInfo()).toEqual({ nickname: '早安豆浆', modify_used_count: 1, modify_quota: 2 });
    expect(stage.receiver.named('wxa_nickname_audit')).toEqual([]);
  });

  it.each([
    ['a single character', '早', 53010, 91004],
    ['the word 小程序', '早安小程序', 53010, 91004],
    ['a forbidden word', '微信豆浆', 53012, 91004],
  ])('with %s is refused', async (_what, name, checked, set) => {
    await expect(check(name)).rejects.toMatchObject(refusedWith(checked));
    await expect(settings.rename(name)).rejects.toMatchObject(refusedWith(set));
  });

  it('of another account is taken, and so is one under audit', async () => {
    await stage.person('nameAuditor', 'ignore');
    const other = settingsOf(stage, (await bare()).appid);
    await other.rename('早安豆浆');
    await expect(check('早安豆浆')).rejects.toMatchObject(refusedWith(53013));
    await expect(settings.rename('早安豆浆')).rejects.toMatchObject(refusedWith(91007));
    const third = settingsOf(stage, (await bare()).appid);
    await third.rename('滨海大学食堂');
    await expect(settings.rename('滨海大学食堂')).rejects.toMatchObject(refusedWith(91007));
  });

  it('needs the licence of an organisation and the identity card of a person', async () => {
    const media = await settings.upload();
    await expect(stage.client.setNickName(appid, { nick_name: '早安豆浆', id_card: media })).rejects.toMatchObject(
      refusedWith(91009),
    );
    const person = await bare({ principalType: 0 });
    const card = await settingsOf(stage, person.appid).upload();
    const named = { nick_name: '早安豆浆' };
    await expect(stage.client.setNickName(person.appid, { ...named, license: card })).rejects.toMatchObject(
      refusedWith(91009),
    );
    await expect(stage.client.setNickName(person.appid, { ...named, id_card: media })).rejects.toMatchObject(
      refusedWith(40007),
    );
    await stage.client.setNickName(person.appid, { ...named, id_card: card });
  });

  it('can be had twice a year', async () => {
    await settings.rename('早安豆浆');
    await settings.rename('午安豆浆');
    await expect(settings.rename('晚安豆浆')).rejects.toMatchObject(refusedWith(91018));
    await toNextYear();
    expect(await nameInfo()).toMatchObject({ nickname: '午安豆浆', modify_used_count: 0 });
    await settings.rename('晚安豆浆');
  });

  it('of a mini program that was not registered by API can be neither checked nor set', async () => {
    const own = await stage.account();
    await expect(stage.client.checkNickName(own.appid, { nick_name: '早安豆浆' })).rejects.toMatchObject(
      refusedWith(41033),
    );
    await expect(settingsOf(stage, own.appid).rename('早安豆浆')).rejects.toMatchObject(refusedWith(91001));
  });

  it.each([2, 6, 16, 17, 19])('is set by API for an account of register_type %i', async (registerType) => {
    const { appid: registered } = await stage.account({ registerType, initialised: false });
    await settingsOf(stage, registered).rename('早安豆浆');
    expect(await settingsOf(stage, registered).info()).toMatchObject({ nickname: '早安豆浆' });
  });

  it('stays while code is under audit, and that of a released organisation for good', async () => {
    const organisation = await stage.account({ registerType: 6 });
    const person = await stage.account({ registerType: 6, principalType: 0 });
    for (const { appid: released } of [organisation, person]) {
      const code = versionsOf(stage, released);
      await code.auditor('ignore');
      await code.commit('1.0.0');
      await code.submit();
      await expect(settingsOf(stage, released).rename('早安豆浆')).rejects.toMatchObject(refusedWith(91019));
      await code.auditor('pass');
      await expect.poll(code.status).toBe(0);
      await stage.client.release(released, {});
    }
    const ofOrganisation = settingsOf(stage, organisation.appid);
    await expect(ofOrganisation.rename('早安豆浆')).rejects.toMatchObject(refusedWith(91002));
    expect((await ofOrganisation.info()).nickname_info).toMatchObject({ modify_used_count: 2 });
    await settingsOf(stage, person.appid).rename('早安豆浆');
  });
});

describe('the audit of a name', () => {
  const audited = '滨海大学食堂';
  const status = (audit_id: number) => stage.client.getNickNameStatus(appid, { audit_id });

  it('sets it when it passes, and tells', async () => {
    await stage.person('nameAuditor', 'ignore');
    expect(await check(audited)).toEqual({ hit_condition: true, wording: expect.stringContaining('材料') });
    const { audit_id = 0, wording } = await settings.rename(audited);
    expect({ audit_id, wording }).toEqual({ audit_id: expect.any(Number), wording: expect.stringContaining('材料') });
    expect(await status(audit_id)).toEqual({ nickname: audited, audit_stat: 1, create_time: expect.any(Number) });
    expect(await nameInfo()).toMatchObject({ nickname: '', modify_used_count: 0 });
    await expect(settings.rename('早安豆浆')).rejects.toMatchObject(refusedWith(91003));

    await stage.person('nameAuditor', 'pass');
    const { payload } = await stage.receiver.push('wxa_nickname_audit');
    expect(payload).toMatchObject({ ret: '3', nickname: audited });
    expect(await status(audit_id)).toMatchObject({ audit_stat: 3, audit_time: expect.any(Number) });
    expect(await nameInfo()).toMatchObject({ nickname: audited, modify_used_count: 1 });
  });

  it('says why where it rejects, and takes no name of the year', async () => {
    await stage.person('nameAuditor', 'reject');
    const { audit_id = 0 } = await settings.rename(audited);
    const { payload } = await stage.receiver.push('wxa_nickname_audit');
    expect(payload).toMatchObject({ ret: '2', nickname: audited, reason: expect.stringMatching(/.+/) });
    expect(await status(audit_id)).toMatchObject({ audit_stat: 2, fail_reason: payload.reason });
    expect(await nameInfo()).toMatchObject({ nickname: '', modify_used_count: 0 });
    await settings.rename('早安豆浆');
  });

  it('may tell before the answer that names it', async () => {
    await stage.person('nameAuditor', 'pass');
    await stage.order('/faults', { event: 'wxa_nickname_audit', kind: 'early' });
    await settings.rename(audited);
    expect(stage.receiver.named('wxa_nickname_audit')).toHaveLength(1);
  });

  it('is unknown to other accounts', async () => {
    const other = await bare();
    const { audit_id = 0 } = await settings.rename(audited);
    await expect(stage.client.getNickNameStatus(other.appid, { audit_id })).rejects.toMatchObject(refusedWith(91011));
  });
});
