import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusedWith, type Stage, startStage } from './stage.ts';
import { versionsOf } from './versions.ts';

let stage: Stage;
let appid: string;
beforeEach(async () => {
  stage = await startStage();
  ({ appid } = await stage.account());
});
afterEach(() => stage.stop());

const none = {
  requestdomain: [],
  wsrequestdomain: [],
  uploaddomain: [],
  downloaddomain: [],
  udpdomain: [],
  tcpdomain: [],
};
const monthAndMore = 31 * 24 * 3_600_000;

/** What the platform has registered from now on, in both of its versions. */
const register = async (server: string, business = 'shop.example') => {
  const together = { is_modify_published_together: true };
  await stage.client.modifyThirdpartyServerDomainSet({ wxa_server_domain: server, ...together });
  await stage.client.modifyThirdpartyJumpDomainSet({ wxa_jump_h5_domain: business, ...together });
};
const inForce = () => stage.ask<{ server: Record<string, string[]>; business: string[] }>(`/domains?appid=${appid}`);
const release = async () => {
  const code = versionsOf(stage, appid);
  await code.auditor('pass');
  await code.commit('1.0.0');
  await code.submit();
  await expect.poll(code.status).toBe(0);
  await stage.client.release(appid, {});
};

describe('server domains that the platform registered', () => {
  const add = (domains: object) => stage.client.modifyServerDomainAdd(appid, domains);

  it('hold at once, with or without a port, and are what the answer says', async () => {
    await register('api.shop.example;ws.shop.example');
    const answer = await add({
      requestdomain: ['https://api.shop.example:8080'],
      wsrequestdomain: ['wss://ws.shop.example'],
    });
    expect(answer).toMatchObject({
      requestdomain: ['https://api.shop.example:8080'],
      wsrequestdomain: ['wss://ws.shop.example'],
      invalid_requestdomain: [],
    });
    expect((await inForce()).server).toMatchObject({ requestdomain: ['https://api.shop.example:8080'] });
    const { requestdomain } = await stage.client.modifyServerDomainDelete(appid, {
      requestdomain: ['https://api.shop.example:8080'],
    });
    expect(requestdomain).toEqual([]);
    expect((await stage.client.modifyServerDomainGet(appid, {})).wsrequestdomain).toEqual(['wss://ws.shop.example']);
  });

  it('are those of the published version, not of the testing version', async () => {
    await stage.client.modifyThirdpartyServerDomainAdd({ wxa_server_domain: 'api.shop.example' });
    const domains = { requestdomain: ['https://api.shop.example'] };
    await expect(add(domains)).rejects.toMatchObject(refusedWith(85018));
    await register('api.shop.example');
    await add(domains);
    await expect(add(domains)).rejects.toMatchObject(refusedWith(85017));
  });

  it('leave out what breaks the rules or lacks an ICP filing, and name it', async () => {
    await register('api.shop.example;unfiled.example');
    await stage.order('/hosts', { withoutIcp: ['unfiled.example'] });
    const answer = await add({
      requestdomain: ['https://api.shop.example', 'http://api.shop.example', 'https://10.0.0.1'],
      uploaddomain: ['https://unfiled.example'],
      downloaddomain: ['https://api.weixin.qq.com'],
    });
    expect(answer).toMatchObject({
      requestdomain: ['https://api.shop.example'],
      uploaddomain: [],
      invalid_requestdomain: ['http://api.shop.example', 'https://10.0.0.1'],
      invalid_downloaddomain: ['https://api.weixin.qq.com'],
      no_icp_domain: ['https://unfiled.example'],
    });
    const invalid = { tcpdomain: ['https://api.shop.example'] };
    const unfiled = { uploaddomain: ['https://unfiled.example'] };
    await expect(add(invalid)).rejects.toMatchObject(refusedWith(85301));
    await expect(add(unfiled)).rejects.toMatchObject(refusedWith(85302));
    await expect(add({ ...invalid, ...unfiled })).rejects.toMatchObject(refusedWith(85303));
  });

  it('are at most 200 of a type', async () => {
    await register('api.shop.example');
    const ports = (from: number, length: number) =>
      Array.from({ length }, (_, n) => `https://api.shop.example:${from + n}`);
    await add({ requestdomain: ports(1000, 200) });
    await expect(add({ requestdomain: ports(1200, 1) })).rejects.toMatchObject(refusedWith(85016));
  });

  it('are at most 1,000 in all', async () => {
    await register('api.shop.example');
    const of = (scheme: string, length: number) =>
      Array.from({ length }, (_, n) => `${scheme}://api.shop.example:${1000 + n}`);
    await add({
      requestdomain: of('https', 200),
      wsrequestdomain: of('wss', 200),
      uploaddomain: of('https', 200),
      downloaddomain: of('https', 200),
      udpdomain: of('udp', 200),
    });
    await expect(add({ tcpdomain: of('tcp', 1) })).rejects.toMatchObject(refusedWith(85016));
  });

  it('change 50 times a month, together with those set directly; reads and refusals do not count', async () => {
    await register('api.shop.example');
    const change = (n: number) => add({ requestdomain: [`https://api.shop.example:${1000 + n}`] });
    for (let made = 1; made <= 49; made += 1) await change(made);
    await expect(change(1)).rejects.toMatchObject(refusedWith(85017));
    await stage.client.modifyServerDomainGet(appid, {});
    const direct = { requestdomain: ['https://direct.example'] };
    await stage.client.modifyServerDomainDirectlyAdd(appid, direct);
    await expect(change(50)).rejects.toMatchObject(refusedWith(86102));
    await expect(stage.client.modifyServerDomainDirectlyDelete(appid, direct)).rejects.toMatchObject(
      refusedWith(86102),
    );
    const { appid: other } = await stage.account();
    await stage.client.modifyServerDomainAdd(other, { requestdomain: ['https://api.shop.example'] });
    await stage.advance(monthAndMore);
    await change(50);
  });
});

describe('server domains set directly', () => {
  const set = (domains: object) => stage.client.modifyServerDomainDirectlySet(appid, { ...none, ...domains });

  it('hold only after a release', async () => {
    const requestdomain = ['https://direct.example'];
    expect((await set({ requestdomain })).requestdomain).toEqual(requestdomain);
    const effective = await stage.client.getEffectiveServerDomain(appid, {});
    expect(effective.effective_domain?.requestdomain).toEqual(requestdomain);
    expect(effective.third_domain?.requestdomain).toEqual([]);
    expect((await inForce()).server.requestdomain).toEqual([]);
    await release();
    expect((await inForce()).server.requestdomain).toEqual(requestdomain);
    await set({});
    expect((await inForce()).server.requestdomain).toEqual(requestdomain);
  });

  it.each([
    ['a wrong scheme', 86100, 'wss://direct.example'],
    ['an IP', 86100, 'https://10.0.0.1'],
    ["WeChat's own host", 86101, 'https://api.weixin.qq.com'],
    ['no ICP filing', 45082, 'https://unfiled.example'],
  ])('are refused with %s', async (_what, errcode, domain) => {
    await stage.order('/hosts', { withoutIcp: ['unfiled.example'] });
    await expect(set({ requestdomain: [domain] })).rejects.toMatchObject(refusedWith(errcode));
  });
});

describe('a release', () => {
  it('drops what the platform has not registered, the own domains of the merchant too', async () => {
    await register('api.shop.example;old.shop.example');
    await stage.client.modifyServerDomainAdd(appid, {
      requestdomain: ['https://api.shop.example', 'https://old.shop.example'],
    });
    await stage.order('/domains', {
      appid,
      server: { requestdomain: ['https://own.example'] },
      business: ['https://own.example', 'https://m.shop.example'],
    });
    await register('api.shop.example');
    expect((await inForce()).server.requestdomain).toEqual([
      'https://own.example',
      'https://api.shop.example',
      'https://old.shop.example',
    ]);
    const before = await stage.client.getEffectiveServerDomain(appid, {});
    expect(before.mp_domain?.requestdomain).toEqual(['https://own.example']);
    expect(before.effective_domain?.requestdomain).toEqual(['https://api.shop.example']);
    await release();
    expect(await inForce()).toMatchObject({
      server: { requestdomain: ['https://api.shop.example'] },
      business: ['https://m.shop.example'],
    });
    expect((await stage.client.getEffectiveServerDomain(appid, {})).mp_domain?.requestdomain).toEqual([]);
  });
});

describe('business domains', () => {
  const add = (...webviewdomain: string[]) => stage.client.modifyJumpDomainAdd(appid, { webviewdomain });

  it('need one of the platform, itself or above', async () => {
    await expect(add('https://shop.example')).rejects.toMatchObject(refusedWith(89020));
    await expect(stage.client.modifyJumpDomain(appid, {})).rejects.toMatchObject(refusedWith(89020));
    await register('api.shop.example', 'shop.example;pay.example');
    expect(await add('https://a.b.shop.example')).toEqual({ webviewdomain: ['https://a.b.shop.example'] });
    await expect(add('https://a.b.shop.example')).rejects.toMatchObject(refusedWith(89019));
    for (const wrong of [
      'https://myshop.example',
      'shop.example',
      'http://shop.example',
      'https://shop.example:8443',
    ]) {
      await expect(add(wrong)).rejects.toMatchObject(refusedWith(89021));
    }
    expect(await stage.client.modifyJumpDomain(appid, {})).toEqual({
      webviewdomain: ['https://a.b.shop.example', 'https://shop.example', 'https://pay.example'],
    });
  });

  it('are at most 300', async () => {
    await register('api.shop.example');
    const domains = Array.from({ length: 300 }, (_, n) => `https://d${n}.shop.example`);
    await stage.client.modifyJumpDomainSet(appid, { webviewdomain: domains });
    await expect(add('https://more.shop.example')).rejects.toMatchObject(refusedWith(89029));
  });

  it('set directly serve the confirm file of the account and hold after a release', async () => {
    const webviewdomain = ['https://direct.example'];
    const file = await stage.client.getJumpDomainConfirmFile(appid, {});
    const { appid: other } = await stage.account();
    expect((await stage.client.getJumpDomainConfirmFile(other, {})).file_content).not.toBe(file.file_content);
    await stage.order('/hosts', { withoutConfirmFile: ['direct.example'] });
    await expect(stage.client.modifyJumpDomainDirectlyAdd(appid, { webviewdomain })).rejects.toMatchObject(
      refusedWith(40097),
    );
    await stage.order('/hosts', {});
    await stage.client.modifyJumpDomainDirectlyAdd(appid, { webviewdomain });
    expect(await stage.client.getEffectiveJumpDomain(appid, {})).toEqual({
      mp_webviewdomain: [],
      third_webviewdomain: [],
      direct_webviewdomain: webviewdomain,
      effective_webviewdomain: webviewdomain,
    });
    expect((await inForce()).business).toEqual([]);
    await release();
    expect((await inForce()).business).toEqual(webviewdomain);
  });
});

it('names to look up ahead are set 50 times a month, with an ICP filing', async () => {
  const set = (url: string) => stage.client.setPrefetchDomain(appid, { prefetch_dns_domain: [{ url }] });
  await stage.order('/hosts', { withoutIcp: ['unfiled.example'] });
  await expect(set('cdn.unfiled.example')).rejects.toMatchObject(refusedWith(9420001));
  for (let made = 1; made <= 50; made += 1) await set(`d${made}.example`);
  await expect(set('d51.example')).rejects.toMatchObject(refusedWith(9420000));
  await stage.advance(monthAndMore);
  await set('d51.example');
});
