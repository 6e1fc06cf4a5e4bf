import { expect, it } from 'vitest';
import { appid, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';

freshStage();

const codeFor = async (of: string, user = 'somebody') =>
  (await stage.order<{ js_code: string }>('/login-codes', { appid: of, user })).js_code;
const session = (of: string, js_code: string) => stage.client.thirdpartyCode2Session({ appid: of, js_code });
const logIn = async (of: string, user?: string) => session(of, await codeFor(of, user));

it('logs in once with a code', async () => {
  const code = await codeFor(appid);
  const first = await session(appid, code);
  expect(first).toEqual({ openid: expect.stringMatching(/^o.{27}$/), session_key: expect.any(String) });
  await expect(session(appid, code)).rejects.toMatchObject(refusedWith(40163));
  const second = await logIn(appid);
  expect(second.openid).toBe(first.openid);
  expect(second.session_key).not.toBe(first.session_key);
  expect((await logIn(appid, 'another')).openid).not.toBe(first.openid);
});

it('does not log in with a code older than 5 minutes, of another mini program or unknown', async () => {
  const other = await stage.account();
  await expect(session(other.appid, await codeFor(appid))).rejects.toMatchObject(refusedWith(40029));
  await expect(session(appid, 'unknown')).rejects.toMatchObject(refusedWith(40029));
  const code = await codeFor(appid);
  await stage.advance(5 * 60_000);
  await expect(session(appid, code)).rejects.toMatchObject(refusedWith(40029));
});

it('logs nobody in for an account that withdrew, or without the token under its own name', async () => {
  const js_code = await codeFor(appid);
  const query = `appid=${appid}&js_code=${js_code}&component_appid=${stage.componentAppid}`;
  const token = await stage.tokens({ kind: 'component' });
  const { answer } = await stage.call(`/sns/component/jscode2session?${query}&access_token=${token}`, {
    method: 'GET',
  });
  expect(answer.errcode).toBe(41021);
  await stage.order('/authorizations', { appid, does: 'withdraw' });
  await expect(session(appid, js_code)).rejects.toMatchObject(refusedWith(61003));
});

it('gives one unionid to a user in all accounts of an open account, and none outside', async () => {
  const [second, third] = [await stage.account(), await stage.account()];
  const { open_appid } = await stage.client.createOpenAccount(appid, {});
  await stage.client.bindOpenAccount(second.appid, { open_appid });
  const here = await logIn(appid);
  const there = await logIn(second.appid);
  expect(there.unionid).toBe(here.unionid);
  expect(there.openid).not.toBe(here.openid);
  expect((await logIn(appid, 'another')).unionid).not.toBe(here.unionid);
  expect(await logIn(third.appid)).not.toHaveProperty('unionid');
  await stage.client.createOpenAccount(third.appid, {});
  expect((await logIn(third.appid)).unionid).not.toBe(here.unionid);
});

it('tells the unionid of who paid, for 5 minutes, by either name of the order', async () => {
  await stage.client.createOpenAccount(appid, {});
  type Payment = { openid: string; transaction_id: string; mch_id: string; out_trade_no: string };
  const paid = await stage.order<Payment>('/payments', { appid, user: 'somebody' });
  const { openid, transaction_id, ...order } = paid;
  const { unionid } = await logIn(appid);
  expect(await stage.client.getPaidUnionid(appid, { openid, transaction_id })).toEqual({ unionid });
  expect(await stage.client.getPaidUnionid(appid, { openid, ...order })).toEqual({ unionid });
  await expect(stage.client.getPaidUnionid(appid, { openid, ...order, out_trade_no: 'other' })).rejects.toMatchObject(
    refusedWith(89300),
  );
  await expect(stage.client.getPaidUnionid(appid, { openid: 'o-nobody', transaction_id })).rejects.toMatchObject(
    refusedWith(40003),
  );
  await stage.advance(5 * 60_000);
  await expect(stage.client.getPaidUnionid(appid, { openid, transaction_id })).rejects.toMatchObject(
    refusedWith(89300),
  );
});
