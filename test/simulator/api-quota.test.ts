import { beforeEach, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import type { TokenOwner } from '../../wechat/endpoint.ts';
import { appid, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';
import { toNext } from './to-next.ts';

let owner: TokenOwner;
freshStage();
beforeEach(async () => {
  owner = { kind: 'authorizer', appid };
  // Its code does not live as long as some tests.
  await stage.tokens(owner);
});

const path = '/wxa/getversioninfo';
const call = (of = appid) => stage.client.getVersionInfo(of, {});
const quota = () => stage.client.getApiQuota(owner, { cgi_path: path });

it('refuses calls beyond the day until midnight in China, for that account alone', async () => {
  await toNext(stage, 'day');
  const other = await stage.account();
  await stage.order('/api-quota', { path, appid, daily: 2 });
  await call();
  await call();
  await expect(call()).rejects.toMatchObject(refusedWith(45009));
  await expect(call(other.appid)).resolves.toEqual({});
  expect((await quota()).quota).toEqual({ daily_limit: 2, used: 2, remain: 0 });
  await stage.advance(23 * 3_600_000);
  await expect(call()).rejects.toMatchObject(refusedWith(45009));
  await toNext(stage, 'day');
  expect((await quota()).quota).toEqual({ daily_limit: 2, used: 0, remain: 2 });
  await expect(call()).resolves.toEqual({});
});

it('refuses calls beyond the minute until the next one', async () => {
  await stage.order('/api-quota', { path, perMinute: 0 });
  await expect(call()).rejects.toMatchObject(refusedWith(45011));
  await stage.order('/api-quota', { path, perMinute: 1 });
  await toNext(stage, 'minute');
  await call();
  await expect(call()).rejects.toMatchObject(refusedWith(45011));
  await stage.advance(60_000);
  await expect(call()).resolves.toEqual({});
});

it('forgets limits and counts with a reset', async () => {
  await stage.order('/api-quota', { path, daily: 0 });
  await stage.order('/reset');
  await stage.account({ appid, exchanged: true });
  await expect(call()).resolves.toEqual({});
  expect((await quota()).quota).toMatchObject({ daily_limit: 10_000_000, used: 1 });
});

it('counts no call that was refused for its token', async () => {
  await stage.call(`${path}?access_token=unknown`);
  expect((await quota()).quota.used).toBe(0);
});

it('tells the rates of calls, with those made for an account only to its own token', async () => {
  await stage.order('/api-quota', { path, perMinute: 7 });
  const rate = { call_count: 7, refresh_second: 60 };
  expect(await quota()).toMatchObject({ rate_limit: rate, component_rate_limit: rate });
  const ofPlatform = await stage.client.getApiQuota({ kind: 'component' }, { cgi_path: '/wxa/gettemplatelist' });
  expect(ofPlatform.component_rate_limit).toBeUndefined();
});

it.each([
  ['a path with a host', 76003, 'https://api.weixin.qq.com/wxa/commit'],
  ['a path without its slash', 76003, 'wxa/commit'],
  ['an unknown path', 76021, '/wxa/nothing'],
  ["a path of the platform's token", 76022, '/wxa/gettemplatelist'],
  ['a path below /sns/', 76022, '/sns/component/jscode2session'],
])('refuses to tell of %s with %i', async (_what, errcode, cgi_path) => {
  await expect(stage.client.getApiQuota(owner, { cgi_path })).rejects.toMatchObject(refusedWith(errcode));
  await expect(stage.client.clearApiQuota(owner, { cgi_path })).rejects.toMatchObject(refusedWith(errcode));
});

it('resets the calls of an account 10 times a month, all ways together', async () => {
  await stage.order('/api-quota', { path, daily: 1 });
  const ways = [
    () => stage.client.clearQuota(owner, { appid }),
    () => stage.client.clearComponentQuotaByAppSecret({ appsecret: stage.componentSecret, appid }),
  ] as const;
  for (let made = 0; made < 10; made += 1) {
    await call();
    await expect(call()).rejects.toMatchObject(refusedWith(45009));
    await (made % 2 === 0 ? ways[0] : ways[1])();
  }
  for (const way of ways) await expect(way()).rejects.toMatchObject(refusedWith(48006));
  await stage.advance(31 * day);
  await expect(ways[0]()).resolves.toEqual({});
});

it('resets one call alone, and that 50 times a month', async () => {
  await stage.order('/api-quota', { path, daily: 1 });
  await stage.order('/api-quota', { path: '/wxa/get_category', daily: 1 });
  await call();
  await stage.client.getAllCategoryName(appid, {});
  const reset = () => stage.client.clearApiQuota(owner, { cgi_path: path });
  await reset();
  await expect(call()).resolves.toEqual({});
  await expect(stage.client.getAllCategoryName(appid, {})).rejects.toMatchObject(refusedWith(45009));
  for (let made = 1; made < 50; made += 1) await reset();
  await expect(reset()).rejects.toMatchObject(refusedWith(76022));
});

it("resets the platform's calls, also when it can have no token any more", async () => {
  const tokenPath = '/cgi-bin/component/api_component_token';
  await stage.tokens({ kind: 'component' });
  await stage.order('/api-quota', { path: tokenPath, daily: 1 });
  const renew = async () => stage.tokens({ kind: 'component' }, await stage.tokens({ kind: 'component' }));
  await expect(renew()).rejects.toMatchObject(refusedWith(45009));
  await stage.client.clearComponentQuotaByAppSecret({ appsecret: stage.componentSecret });
  await expect(renew()).resolves.toEqual(expect.any(String));
});

it('resets nothing for another appid, a wrong secret or an account that withdrew', async () => {
  const other = await stage.account();
  await expect(stage.client.clearQuota(owner, { appid: other.appid })).rejects.toMatchObject(refusedWith(40013));
  const bySecret = (request: { appsecret: string; appid?: string }) =>
    stage.client.clearComponentQuotaByAppSecret(request);
  const appsecret = stage.componentSecret;
  await expect(bySecret({ appsecret: 'another' })).rejects.toMatchObject(refusedWith(40125));
  await expect(bySecret({ appsecret, appid: 'wxnobody' })).rejects.toMatchObject(refusedWith(40013));
  await stage.order('/authorizations', { appid, does: 'withdraw' });
  await expect(bySecret({ appsecret, appid })).rejects.toMatchObject(refusedWith(43007));
});
