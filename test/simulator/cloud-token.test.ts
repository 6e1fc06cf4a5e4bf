import { beforeEach, expect, it } from 'vitest';
import type { Secret } from '../../simulator/records.ts';
import { appid, freshStage, stage } from './fresh.ts';

let token: string;
freshStage({ permissionSets: [18, 49] });
beforeEach(async () => {
  ({ cloudbase_access_token: token } = await stage.ask<{ cloudbase_access_token: string }>('/cloud-token'));
});

const get: RequestInit = { method: 'GET' };
const asPlatform = async (of = token) =>
  (await stage.call(`/wxa/gettemplatelist?cloudbase_access_token=${of}`, get)).answer.errcode;
const asAccount = async (of = appid) =>
  (await stage.call(`/wxa/getversioninfo?cloudbase_access_token=${token}@${of}`)).answer.errcode;

it("stands for the platform's token, and with an appid for that account's", async () => {
  expect(await asPlatform()).toBe(0);
  expect(await asAccount()).toBe(0);
  expect(await stage.ask<Secret[]>('/secrets')).toContainEqual({ kind: 'cloudbase-access-token', value: token });
});

it('is refused for what the token of that kind is refused for', async () => {
  expect(await asPlatform('another')).toBe(40001);
  expect(await asPlatform(`${token}@${appid}`)).toBe(61014);
  expect((await stage.call(`/wxa/getversioninfo?cloudbase_access_token=${token}`)).answer.errcode).toBe(61015);
  expect(await asAccount('wxnobody')).toBe(61003);
  await stage.order('/authorizations', { appid, does: 'withdraw' });
  expect(await asAccount()).toBe(61003);
});

it('calls only what an environment may, once one is set', async () => {
  const env = 'env-1';
  await stage.client.setCloudAccessTokenSet(appid, { env, open: true, api_whitelist: ['/cgi-bin/*'], version: 1 });
  expect(await asAccount()).toBe(48001);
  expect(await asPlatform()).toBe(0);
  await stage.client.setCloudAccessTokenSet(appid, {
    env,
    open: true,
    api_whitelist: ['/wxa/getversioninfo'],
    version: 2,
  });
  expect(await asAccount()).toBe(0);
  await stage.client.setCloudAccessTokenSet(appid, { env, open: false, api_whitelist: ['/*'], version: 3 });
  expect(await asAccount()).toBe(48001);
  expect(await stage.client.setCloudAccessTokenGet(appid, { env })).toEqual({
    open: false,
    api_whitelist: ['/*'],
    version: 3,
  });
});

it("is closed to the platform by the platform's own environment", async () => {
  await stage.client.setBatchCloudAccessTokenSet({ env: 'env-2', open: false, api_whitelist: ['/*'], version: 1 });
  expect(await asPlatform()).toBe(48001);
  expect(await asAccount()).toBe(0);
});
