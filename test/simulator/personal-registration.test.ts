import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { newOpenid, newWeChatId, trialOf } from './merchants.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const phone = { component_phone: '0755-1234567', new_version: true as const };

const personal = (wxuser: string) => stage.client.fastRegisterPersonalMpCreate({ wxuser, ...phone });
const upgraded = (openid: string) => stage.client.fastRegisterTransactionWeappCreate({ openid, ...phone });
const user = (does: string) => stage.person('user', does);
const ended = () => stage.receiver.push('notify_third_fasteregister');

/** Both routes of a person: how each begins and asks. */
const routes = {
  personal: {
    subject: newWeChatId,
    begin: personal,
    status: async (taskid = '') =>
      (await stage.client.fastRegisterPersonalMpQuery({ taskid, new_version: true })).status,
    registerType: 16,
  },
  upgraded: {
    subject: newOpenid,
    begin: upgraded,
    status: async (taskid = '') =>
      (await stage.client.fastRegisterTransactionWeappQuery({ taskid, new_version: true })).status,
    registerType: 17,
  },
};

describe.each(Object.entries(routes))('a %s registration', (kind, { subject, begin, status, registerType }) => {
  it('that its person accepts ends with an account and its code', async () => {
    await user('accept');
    const named = subject();
    const { taskid } = await begin(named);
    const { payload } = await ended();
    const wxuser = kind === 'personal' ? named : '';
    expect(payload).toMatchObject({ status: '0', msg: 'OK', info: { wxuser, component_phone: phone.component_phone } });
    expect(payload.info).not.toHaveProperty('code');
    expect(await status(taskid)).toBe(12);
    const appid = String(payload.appid);
    expect(await stage.codeOf(appid)).toBe(payload.auth_code);
    const { authorizer_info } = await stage.client.getAuthorizerInfo({ authorizer_appid: appid });
    expect(authorizer_info).toMatchObject({ register_type: registerType, principal_name: '个人' });
  });

  it.each([
    ['agree', 3, '100001'],
    ['failFace', 5, '100002'],
    ['failPhone', 8, '100003'],
    ['ignore', 0, '100003'],
  ])('whose person does %s has status %i, and %s after 24 h', async (does, before, pushed) => {
    await user(does);
    const { taskid } = await begin(subject());
    await expect.poll(() => status(taskid)).toBe(before);
    await stage.advance(day);
    expect((await ended()).payload.status).toBe(pushed);
    expect(await status(taskid)).toBe(1);
  });

  it('that its person refuses ends silently', async () => {
    await user('refuse');
    const { taskid } = await begin(subject());
    await expect.poll(() => status(taskid)).toBe(2);
    expect(stage.receiver.named('notify_third_fasteregister')).toEqual([]);
  });

  it('may meet a limit, which its query names too', async () => {
    await user('1007');
    const { taskid } = await begin(subject());
    expect((await ended()).payload.status).toBe('1007');
    expect(await status(taskid)).toBe(1007);
  });

  it('is one at a time for each person, and 5 calls a day', async () => {
    await user('ignore');
    const named = subject();
    await begin(named);
    for (let made = 1; made < 5; made += 1) await expect(begin(named)).rejects.toMatchObject(refusedWith(89249));
    await expect(begin(named)).rejects.toMatchObject(refusedWith(91030));
    await expect(begin(subject())).resolves.toBeDefined();
    await stage.advance(day);
    await expect(begin(named)).resolves.toBeDefined();
  });

  it('has a page that asks whom it is for', async () => {
    await user('ignore');
    const named = subject();
    const { authorize_url = '' } = await begin(named);
    expect(await (await fetch(authorize_url)).text()).toContain(named);
    await fetch(authorize_url, { method: 'POST', body: new URLSearchParams({ does: 'accept' }) });
    expect((await ended()).payload.status).toBe('0');
  });
});

it('refuses who is malformed, and tasks of another route', async () => {
  await expect(personal('1')).rejects.toMatchObject(refusedWith(86032));
  await expect(upgraded('wxid_1')).rejects.toMatchObject(refusedWith(40003));
  const { taskid } = await personal(newWeChatId());
  await expect(routes.upgraded.status(taskid)).rejects.toMatchObject(refusedWith(89250));
});

it('counts trials among the 5 accounts of a person', async () => {
  const openid = newOpenid();
  for (let made = 0; made < 5; made += 1) await trialOf(stage, openid);
  const { taskid } = await upgraded(openid);
  expect((await ended()).payload.status).toBe('1003');
  expect(await routes.upgraded.status(taskid)).toBe(1003);
});
