import { expect, it } from 'vitest';
import type { Secret } from '../../simulator/records.ts';
import type { EndpointSpec } from '../../wechat/endpoint.ts';
import * as audit from '../../wechat/endpoints/code-management-audit.ts';
import * as release from '../../wechat/endpoints/code-management-release.ts';
import { appid, freshStage, stage } from './fresh.ts';
import { refusedWith, startStage } from './stage.ts';
import { toNext } from './to-next.ts';

const secret = 'the-own-secret-of-a-merchant';
const minute = 60_000;

freshStage({ secret });

const stable = (force_refresh = false, of = appid) =>
  stage.client.getStableAccessToken({ appid: of, secret, force_refresh });
/** What a call with a token of the merchant's own answers. */
const called = async (token: string, path = '/cgi-bin/open/have') =>
  (await stage.call(`${path}?access_token=${token}`, { method: 'GET' })).answer.errcode;

it('gives the same token until 5 minutes before its end, then a new one beside it', async () => {
  const first = await stable();
  expect(first.expires_in).toBe(7200);
  await stage.advance(114 * minute);
  const again = await stable();
  expect(again.access_token).toBe(first.access_token);
  expect(again.expires_in).toBeGreaterThan(300);
  expect(again.expires_in).toBeLessThanOrEqual(360);
  await stage.advance(2 * minute);
  const renewed = await stable();
  expect(renewed.access_token).not.toBe(first.access_token);
  expect([await called(first.access_token), await called(renewed.access_token)]).toEqual([0, 0]);
  await stage.advance(5 * minute);
  expect(await called(first.access_token)).toBeGreaterThan(40000);
  expect(await called(renewed.access_token)).toBe(0);
});

it('renews by force at most every 30 s, and kills with the second the token before the first', async () => {
  const leaked = (await stable()).access_token;
  const forced = (await stable(true)).access_token;
  expect(forced).not.toBe(leaked);
  expect(await called(leaked)).toBe(0);
  await stage.advance(20_000);
  expect((await stable(true)).access_token).toBe(forced);
  await stage.advance(10_000);
  const second = (await stable(true)).access_token;
  expect(second).not.toBe(forced);
  expect([await called(leaked), await called(forced), await called(second)]).toEqual([40001, 0, 0]);
});

it('renews by force 20 times a day', async () => {
  await toNext(stage, 'day');
  for (let made = 0; made < 20; made += 1) {
    await stable(true);
    await stage.advance(30_000);
  }
  await expect(stable(true)).rejects.toMatchObject(refusedWith(45009));
  await expect(stable()).resolves.toBeDefined();
  await toNext(stage, 'day');
  await expect(stable(true)).resolves.toBeDefined();
});

it('makes no call that only a platform makes, and every other without permission sets', async () => {
  const { access_token } = await stable();
  expect((await stage.call(`/wxa/release?access_token=${access_token}`)).answer.errcode).toBe(86000);
  expect((await stage.call(`/cgi-bin/wxopen/wxamplinkget?access_token=${access_token}`)).answer.errcode).toBe(0);
  expect(await called(access_token, '/wxa/gettemplatelist')).toBe(61014);
});

it.each(Object.entries<EndpointSpec>({ ...audit, ...release }))(
  'is told ahead that %s is for platforms only',
  (_name, { errors }) => {
    expect(errors?.[86000]?.class).toBe('bug');
  },
);

it("is apart from the platform's authorization and its tokens", async () => {
  const { access_token } = await stable();
  expect((await stage.client.getAuthorizerList({ offset: 0, count: 10 })).list).toEqual([]);
  expect(stage.receiver.named('authorized')).toEqual([]);
  await expect(stage.client.getAuthorizerInfo({ authorizer_appid: appid })).rejects.toMatchObject(refusedWith(61003));
  await stage.order('/authorizations', { appid, does: 'grant' });
  await expect(stage.client.getVersionInfo(appid, {})).resolves.toEqual({});
  expect(await called(access_token)).toBe(0);
  const withoutSecret = await stage.account();
  await expect(stable(false, withoutSecret.appid)).rejects.toMatchObject(refusedWith(40013));
});

it("looks at the merchant's own list of hosts, not at the platform's", async () => {
  const guarded = await stage.account({ secret, ipAllowList: ['203.0.113.7'] });
  await expect(stable(false, guarded.appid)).rejects.toMatchObject(refusedWith(40164));
  await expect(stage.client.clearQuotaByAppSecret({ appid: guarded.appid, appsecret: secret })).rejects.toMatchObject(
    refusedWith(40164),
  );
  const platformGuarded = await startStage({ ipAllowList: ['203.0.113.7'] });
  try {
    const merchant = await platformGuarded.account({ secret });
    await expect(platformGuarded.client.getStableAccessToken({ appid: merchant.appid, secret })).resolves.toBeDefined();
  } finally {
    await platformGuarded.stop();
  }
});

it('refuses what is missing or wrong with the codes of its page, and lists its secret', async () => {
  const codeOf = async (body: object) => {
    const init = { method: 'POST', body: JSON.stringify(body) };
    return (await stage.call('/cgi-bin/stable_token', init)).answer.errcode;
  };
  const grant_type = 'client_credential';
  expect(await codeOf({ grant_type: 'other', appid, secret })).toBe(40002);
  expect(await codeOf({ grant_type, secret })).toBe(41002);
  expect(await codeOf({ grant_type, appid })).toBe(41004);
  expect(await codeOf({ grant_type, appid: 'wxnobody', secret })).toBe(40013);
  expect(await codeOf({ grant_type, appid, secret: 'another' })).toBe(40125);
  expect(await stage.ask<Secret[]>('/secrets')).toContainEqual({ kind: 'app-secret', value: secret });
});
