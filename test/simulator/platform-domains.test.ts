import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const together = { is_modify_published_together: true };
const monthAndMore = 31 * day;

describe('the server domains of the platform', () => {
  it('change in the testing version only, unless both are told', async () => {
    const { client } = stage;
    await client.modifyThirdpartyServerDomainAdd({ wxa_server_domain: 'a.example;b.example' });
    expect(await client.modifyThirdpartyServerDomainGet({})).toEqual({
      published_wxa_server_domain: '',
      testing_wxa_server_domain: 'a.example;b.example',
    });
    const added = await client.modifyThirdpartyServerDomainAdd({ wxa_server_domain: 'c.example', ...together });
    expect(added).toEqual({
      published_wxa_server_domain: 'c.example',
      testing_wxa_server_domain: 'a.example;b.example;c.example',
    });
    const set = await client.modifyThirdpartyServerDomainSet({ wxa_server_domain: 'd.example', ...together });
    expect(set).toEqual({ published_wxa_server_domain: 'd.example', testing_wxa_server_domain: 'd.example' });
  });

  it('may be deleted where they are absent', async () => {
    const { client } = stage;
    await client.modifyThirdpartyServerDomainAdd({ wxa_server_domain: 'a.example', ...together });
    const wxa_server_domain = 'a.example;absent.example';
    expect(await client.modifyThirdpartyServerDomainDelete({ wxa_server_domain, ...together })).toEqual({
      published_wxa_server_domain: '',
      testing_wxa_server_domain: '',
    });
  });

  it.each([
    ['a scheme', 'https://a.example'],
    ['a path', 'a.example/path'],
    ['an IP', '10.0.0.1'],
    ["WeChat's own host", 'api.weixin.qq.com'],
    ['no ICP filing', 'www.unfiled.example'],
  ])('leave one with %s out and say so', async (_what, invalid) => {
    await stage.order('/hosts', { withoutIcp: ['unfiled.example'] });
    const answer = await stage.client.modifyThirdpartyServerDomainAdd({ wxa_server_domain: `${invalid};good.example` });
    expect(answer).toMatchObject({ testing_wxa_server_domain: 'good.example', invalid_wxa_server_domain: invalid });
  });

  it('change 50 times a month', async () => {
    const change = (n: number) => stage.client.modifyThirdpartyServerDomainSet({ wxa_server_domain: `d${n}.example` });
    for (let made = 1; made <= 50; made += 1) await change(made);
    await expect(change(51)).rejects.toMatchObject(refusedWith(45104));
    expect((await stage.client.modifyThirdpartyServerDomainGet({})).testing_wxa_server_domain).toBe('d50.example');
    await stage.advance(monthAndMore);
    await change(51);
  });

  it('are at most 1,000', async () => {
    const hosts = Array.from({ length: 1000 }, (_, n) => `d${n}.example`).join(';');
    await stage.client.modifyThirdpartyServerDomainSet({ wxa_server_domain: hosts });
    await expect(
      stage.client.modifyThirdpartyServerDomainAdd({ wxa_server_domain: 'one-more.example' }),
    ).rejects.toMatchObject(refusedWith(45104));
  });
});

describe('the business domains of the platform', () => {
  it('must serve the confirm file already', async () => {
    const { file_name, file_content } = await stage.client.getThirdpartyJumpDomainConfirmFile({});
    expect(file_name).toMatch(/\.txt$/);
    expect(file_content).not.toBe('');
    await stage.order('/hosts', { withoutConfirmFile: ['new.example'] });
    const wxa_jump_h5_domain = 'ready.example;new.example';
    expect(await stage.client.modifyThirdpartyJumpDomainAdd({ wxa_jump_h5_domain, ...together })).toEqual({
      published_wxa_jump_h5_domain: 'ready.example',
      testing_wxa_jump_h5_domain: 'ready.example',
      invalid_wxa_jump_h5_domain: 'new.example',
    });
    await stage.order('/hosts', {});
    const served = await stage.client.modifyThirdpartyJumpDomainAdd({ wxa_jump_h5_domain, ...together });
    expect(served.published_wxa_jump_h5_domain).toBe('ready.example;new.example');
  });

  it('are forgotten with a reset', async () => {
    await stage.client.modifyThirdpartyJumpDomainAdd({ wxa_jump_h5_domain: 'a.example', ...together });
    await stage.order('/reset');
    expect((await stage.client.modifyThirdpartyJumpDomainGet({})).published_wxa_jump_h5_domain).toBe('');
  });
});
