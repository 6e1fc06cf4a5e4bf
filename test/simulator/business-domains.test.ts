import { beforeEach, describe, expect, it } from 'vitest';
import { domainsOf, monthAndMore } from './domains.ts';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';

let domains: ReturnType<typeof domainsOf>;
freshStage();
beforeEach(() => {
  domains = domainsOf(stage, appid);
});

const release = () => code.online('1.0.0');

describe('business domains', () => {
  const add = (...webviewdomain: string[]) => stage.client.modifyJumpDomainAdd(appid, { webviewdomain });

  it('need one of the platform, itself or above', async () => {
    await expect(add('https://shop.example')).rejects.toMatchObject(refusedWith(89020));
    await expect(stage.client.modifyJumpDomain(appid, {})).rejects.toMatchObject(refusedWith(89020));
    await domains.register('api.shop.example', 'shop.example;pay.example');
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
    await domains.register('api.shop.example');
    const webviewdomain = Array.from({ length: 300 }, (_, n) => `https://d${n}.shop.example`);
    await stage.client.modifyJumpDomainSet(appid, { webviewdomain });
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
    expect((await domains.inForce()).business).toEqual([]);
    await release();
    expect((await domains.inForce()).business).toEqual(webviewdomain);
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
