import { beforeEach, describe, expect, it } from 'vitest';
import { domainsOf, monthAndMore, none } from './domains.ts';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';

let domains: ReturnType<typeof domainsOf>;
freshStage();
beforeEach(() => {
  domains = domainsOf(stage, appid);
});

const release = () => code.online('1.0.0');

describe('server domains that the platform registered', () => {
  const add = (named: object) => stage.client.modifyServerDomainAdd(appid, named);

  it('hold at once, with or without a port, and are what the answer says', async () => {
    await domains.register('api.shop.example;ws.shop.example');
    const answer = await add({
      requestdomain: ['https://api.shop.example:8080'],
      wsrequestdomain: ['wss://ws.shop.example'],
    });
    expect(answer).toMatchObject({
      requestdomain: ['https://api.shop.example:8080'],
      wsrequestdomain: ['wss://ws.shop.example'],
      invalid_requestdomain: [],
    });
    expect((await domains.inForce()).server).toMatchObject({ requestdomain: ['https://api.shop.example:8080'] });
    const { requestdomain } = await stage.client.modifyServerDomainDelete(appid, {
      requestdomain: ['https://api.shop.example:8080'],
    });
    expect(requestdomain).toEqual([]);
    expect((await stage.client.modifyServerDomainGet(appid, {})).wsrequestdomain).toEqual(['wss://ws.shop.example']);
  });

  it('are those of the published version, not of the testing version', async () => {
    await stage.client.modifyThirdpartyServerDomainAdd({ wxa_server_domain: 'api.shop.example' });
    const named = { requestdomain: ['https://api.shop.example'] };
    await expect(add(named)).rejects.toMatchObject(refusedWith(85018));
    await domains.register('api.shop.example');
    await add(named);
    await expect(add(named)).rejects.toMatchObject(refusedWith(85017));
  });

  it('leave out what breaks the rules or lacks an ICP filing, and name it', async () => {
    await domains.register('api.shop.example;unfiled.example');
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
    await domains.register('api.shop.example');
    const ports = (from: number, length: number) =>
      Array.from({ length }, (_, n) => `https://api.shop.example:${from + n}`);
    await add({ requestdomain: ports(1000, 200) });
    await expect(add({ requestdomain: ports(1200, 1) })).rejects.toMatchObject(refusedWith(85016));
  });

  it('are at most 1,000 in all', async () => {
    await domains.register('api.shop.example');
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
    await domains.register('api.shop.example');
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
  const set = (named: object) => stage.client.modifyServerDomainDirectlySet(appid, { ...none, ...named });

  it('hold only after a release', async () => {
    const requestdomain = ['https://direct.example'];
    expect((await set({ requestdomain })).requestdomain).toEqual(requestdomain);
    const effective = await stage.client.getEffectiveServerDomain(appid, {});
    expect(effective.effective_domain?.requestdomain).toEqual(requestdomain);
    expect(effective.third_domain?.requestdomain).toEqual([]);
    expect((await domains.inForce()).server.requestdomain).toEqual([]);
    await release();
    expect((await domains.inForce()).server.requestdomain).toEqual(requestdomain);
    await set({});
    expect((await domains.inForce()).server.requestdomain).toEqual(requestdomain);
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
    await domains.register('api.shop.example;old.shop.example');
    await stage.client.modifyServerDomainAdd(appid, {
      requestdomain: ['https://api.shop.example', 'https://old.shop.example'],
    });
    await stage.order('/domains', {
      appid,
      server: { requestdomain: ['https://own.example'] },
      business: ['https://own.example', 'https://m.shop.example'],
    });
    await domains.register('api.shop.example');
    expect((await domains.inForce()).server.requestdomain).toEqual([
      'https://own.example',
      'https://api.shop.example',
      'https://old.shop.example',
    ]);
    const before = await stage.client.getEffectiveServerDomain(appid, {});
    expect(before.mp_domain?.requestdomain).toEqual(['https://own.example']);
    expect(before.effective_domain?.requestdomain).toEqual(['https://api.shop.example']);
    await release();
    expect(await domains.inForce()).toMatchObject({
      server: { requestdomain: ['https://api.shop.example'] },
      business: ['https://m.shop.example'],
    });
    expect((await stage.client.getEffectiveServerDomain(appid, {})).mp_domain?.requestdomain).toEqual([]);
  });
});
