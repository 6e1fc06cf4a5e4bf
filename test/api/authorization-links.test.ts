import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { publicUrlTrouble } from '../../api/pages/public-url.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { describeWorkflow } from '../../routing/describe.ts';
import { freePort } from '../../scripts/ports.ts';
import { connect } from '../../temporal/connect.ts';
import { problemOf } from './answers.ts';
import { type AuthorizationStage, openAuthorizationStage } from './authorization-stage.ts';
import { ring } from './secrets.ts';

let stage: AuthorizationStage;
beforeAll(async () => {
  stage = await openAuthorizationStage();
});
afterAll(() => stage.stop());

let merchants = 0;
const newMerchant = () => {
  merchants += 1;
  return `m-${merchants}`;
};
const exchanges = '/cgi-bin/component/api_query_auth';
const preAuthCodes = '/cgi-bin/component/api_create_preauthcode';

describe('an authorization link', () => {
  it('is a page for a desktop, one for a phone and codes for the plugin', async () => {
    const { pc, h5, plugin, url, id } = await stage.link({ merchantId: newMerchant() });
    expect(pc).toMatch(/\/authorize\/pc\/[\w.-]+$/);
    expect(h5).toMatch(/\/authorize\/h5\/[\w.-]+$/);
    expect(plugin).toMatch(new RegExp(`/v1/authorization-links/${id}/pre-auth-codes$`));
    const read = await stage.call('GET', url, { as: 'viewer' });
    expect(read.body).toMatchObject({ links: [{ href: pc }, { href: h5 }, { href: plugin }] });
  });

  it('is the same one for the same merchant and wish, and the same answer for the same key', async () => {
    const body = { merchantId: newMerchant(), permissionSets: [30, 18] };
    const headers = { 'idempotency-key': randomUUID() };
    const first = await stage.link(body, headers);
    expect(await stage.link(body, headers)).toEqual(first);
    const again = await stage.call('POST', '/v1/authorization-links', { body: { ...body, permissionSets: [18, 30] } });
    expect(problemOf(again, 409)).toMatchObject({ id: first.id, links: first.links });
    const other = await stage.link({ ...body, appid: 'wx_other' });
    expect(other.id).not.toBe(first.id);
  });

  it('is made by operators, from what is known of the fields', async () => {
    const make = (body: object, as = 'operator') => stage.call('POST', '/v1/authorization-links', { body, as });
    problemOf(await make({ merchantId: 'm' }, 'viewer'), 403);
    const { errors } = problemOf(await make({ authType: 7, permissionSets: [18, 18], expiresIn: 1 }), 400);
    expect(errors?.map(({ field }) => field).sort()).toEqual(['authType', 'expiresIn', 'merchantId', 'permissionSets']);
  });
});

describe('the page of a link', () => {
  it("leads a desktop to WeChat's page, with a fresh code for each view", async () => {
    const { pc } = await stage.link({ merchantId: newMerchant(), authType: 3 });
    const views = [await stage.open(pc), await stage.open(pc)];
    const [first, second] = views.map(stage.button);
    expect(first?.origin + (first?.pathname ?? '')).toBe('https://mp.example/cgi-bin/componentloginpage');
    expect(Object.fromEntries(first?.searchParams ?? [])).toEqual({
      component_appid: stage.componentAppid,
      pre_auth_code: expect.stringMatching(/^preauthcode@@@/),
      redirect_uri: expect.stringContaining('/authorize/return/'),
      auth_type: '3',
    });
    expect(second?.searchParams.get('pre_auth_code')).not.toBe(first?.searchParams.get('pre_auth_code'));
    expect(views[0]?.html).toContain('将公众号或小程序授权给服务商');
  });

  it("leads a phone to WeChat's page with the one account and the sets that are asked for", async () => {
    const wish = { merchantId: newMerchant(), appid: 'wx_one', permissionSets: [18, 30] };
    const { h5 } = await stage.link(wish);
    const page = await stage.open(h5);
    const href = stage.button(page);
    expect(href.href).toMatch(
      /^https:\/\/open\.example\/wxaopen\/safe\/bindcomponent\?action=bindcomponent&no_scan=1&.*#wechat_redirect$/,
    );
    expect(Object.fromEntries(href.searchParams)).toMatchObject({
      auth_type: '2',
      biz_appid: 'wx_one',
      category_id_list: '18|30',
    });
    expect(page.html).toContain('本次只能授权账号 wx_one');
    expect(page.html).toContain('<li>小程序开发与数据分析</li>');
    expect(page.html).toMatch(/<svg[^>]* viewBox/);
  });

  it('lets WeChat see where it was opened, and nothing else get out', async () => {
    const { pc } = await stage.link({ merchantId: newMerchant() });
    const { headers, html } = await stage.open(pc);
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(html).not.toMatch(/noreferrer|name="referrer"/);
    expect(html.match(/<(script|style)(?! nonce=")/g)).toBeNull();
  });

  it('says until when its code works and loads itself again then', async () => {
    const { h5 } = await stage.link({ merchantId: newMerchant() });
    const { html } = await stage.open(h5);
    expect(html).toMatch(/本次授权在 .*（北京时间）前有效/);
    const until = Date.parse(/data-until="([^"]+)"/.exec(html)?.[1] ?? '');
    expect(until - Date.now()).toBeGreaterThan(29 * 60_000);
    expect(html).toMatch(/<noscript><meta http-equiv="refresh" content="(1800|179\d)"/);
    expect(html).toContain('location.reload()');
  });

  it('answers a forged link with 404, an expired and a cancelled one with 410', async () => {
    const { pc, url } = await stage.link({ merchantId: newMerchant() });
    expect((await stage.open(`${pc}x`)).status).toBe(404);
    expect((await stage.open(stage.pages.href('authorization-link:m:x', -1_000, '/authorize/pc'))).status).toBe(410);
    expect((await stage.open(stage.pages.href('authorization-link:m:x', 60_000, '/authorize/pc'))).status).toBe(410);
    const ofNoLink = stage.pages.href('component', 60_000, '/authorize/pc');
    expect((await stage.open(ofNoLink)).status).toBe(404);
    await stage.call('POST', `${url}/actions/cancel`);
    await vi.waitFor(async () => expect((await stage.open(pc)).status).toBe(410), { timeout: 10_000 });
    expect((await stage.open(pc)).html).toContain('链接已过期');
  });

  it('has words where WeChat gives no code, and tells the operator why', async () => {
    const { pc, url } = await stage.link({ merchantId: newMerchant() });
    await stage.order('/faults', { path: preAuthCodes, kind: 'errcode', errcode: 61028 });
    const refused = await stage.open(pc);
    expect(refused.status).toBe(502);
    expect(refused.html).toContain('暂时无法授权');
    const { body } = await stage.call('GET', url);
    expect(body).toMatchObject({ steps: [{ note: expect.stringContaining('全网发布') }] });
    expect((await stage.open(pc)).status).toBe(200);
  });

  it('is not a way to use up the codes of the platform', async () => {
    const { pc } = await stage.link({ merchantId: newMerchant() });
    const statuses: number[] = [];
    for (let view = 0; view < 31; view += 1) statuses.push((await stage.open(pc)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('a merchant who comes back', () => {
  it('is exchanged at once, sees the outcome, and the account is the merchant’s', async () => {
    const merchantId = newMerchant();
    const { pc, url } = await stage.link({ merchantId });
    const weChatPage = stage.button(await stage.open(pc));
    const { appid, code } = await stage.consented({ name: '示例小店' });
    const back = stage.comeBack(weChatPage, code);
    const first = await fetch(back, { redirect: 'manual' });
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toMatch(/^\.\.\/result\/[\w.-]+$/);
    expect(first.headers.get('referrer-policy')).toBe('no-referrer');
    const shown = '「示例小店」已授权给服务商';
    await vi.waitFor(async () => expect((await stage.open(back)).html).toContain(shown), { timeout: 15_000 });
    const { html, headers } = await stage.open(back);
    expect(html).toContain('授权成功');
    expect(html).not.toContain(code);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    await stage.becomes(appid, { authorization: 'granted', merchantId });
    expect(await stage.callsOf(exchanges, appid)).toBe(1);
    await vi.waitFor(async () => expect((await stage.call('GET', url)).body).toMatchObject({ attention: 'none' }));
    expect((await stage.open(pc)).html).toMatch(/已完成授权.*wx/s);
  });

  it.each(['before', 'after'])('is the same as the push that comes %s', async (when) => {
    const merchantId = newMerchant();
    const { h5 } = await stage.link({ merchantId });
    const weChatPage = stage.button(await stage.open(h5));
    const account = await stage.consented();
    const push = () => stage.pushAuthorized(account, weChatPage.searchParams.get('pre_auth_code') ?? '');
    if (when === 'before') await push();
    expect((await stage.open(stage.comeBack(weChatPage, account.code))).status).toBe(200);
    if (when === 'after') await push();
    await stage.becomes(account.appid, { authorization: 'granted', merchantId });
    expect(await stage.callsOf(exchanges, account.appid)).toBe(1);
  });

  it('with a code that WeChat does not know is told so, and no account becomes theirs', async () => {
    const { pc, url } = await stage.link({ merchantId: newMerchant() });
    const back = stage.comeBack(stage.button(await stage.open(pc)), 'queryauthcode@@@made-up');
    await vi.waitFor(async () => expect((await stage.open(back)).html).toContain('授权没有完成'), { timeout: 15_000 });
    await vi.waitFor(async () =>
      expect((await stage.call('GET', url)).body).toMatchObject({
        attention: 'merchant',
        steps: [{ note: expect.stringContaining('authorization code') }],
      }),
    );
  });

  it('with one made-up code after the other is soon taken no more, and the codes before are shown all the same', async () => {
    const { pc } = await stage.link({ merchantId: newMerchant() });
    const weChatPage = stage.button(await stage.open(pc));
    const bring = (code: string) => fetch(stage.comeBack(weChatPage, code), { redirect: 'manual' });
    const codes = Array.from({ length: 6 }, (_, index) => `queryauthcode@@@made-up-${index}`);
    const statuses: number[] = [];
    for (const code of [...codes, ...codes.slice(0, 1)]) statuses.push((await bring(code)).status);
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 303]);
    const exchangeOf = (code = '') => workflowIds.authorization(stage.ids.hmac('authorization-code', code));
    expect(await describeWorkflow(stage.temporal, exchangeOf(codes[4]))).toBeDefined();
    expect(await describeWorkflow(stage.temporal, exchangeOf(codes[5]))).toBeUndefined();
  });

  it('is told to try again where an operator ended the exchange', async () => {
    const { pc } = await stage.link({ merchantId: newMerchant() });
    const weChatPage = stage.button(await stage.open(pc));
    const code = 'queryauthcode@@@ended';
    // An exchange that nobody works on: it is under way until it is ended, however slow the machine.
    const workflowId = workflowIds.authorization(stage.ids.hmac('authorization-code', code));
    const exchange = await stage.temporal.workflow.start('authorization', { workflowId, taskQueue: 'nobody' });
    const back = stage.comeBack(weChatPage, code);
    expect((await stage.open(back)).html).toContain('正在完成授权');
    await exchange.terminate();
    const ended = await stage.open(back);
    expect([ended.status, ended.html.includes('请重新打开授权链接')]).toEqual([200, true]);
  });

  it("gets no account that only turned up when the code's fate was looked up", async () => {
    const { pc, url } = await stage.link({ merchantId: newMerchant() });
    const weChatPage = stage.button(await stage.open(pc));
    const { appid, code } = await stage.consented();
    await stage.order('/faults', { path: exchanges, kind: 'dropAfter' });
    const back = stage.comeBack(weChatPage, code);
    await vi.waitFor(async () => expect((await stage.open(back)).html).toContain('授权成功'), { timeout: 20_000 });
    const told = { steps: [{ note: expect.stringContaining('its push must tell') }] };
    await vi.waitFor(async () => expect((await stage.call('GET', url)).body).toMatchObject(told));
    await stage.becomes(appid, { authorization: 'granted' });
    expect(await stage.view(appid)).not.toHaveProperty('merchantId');
    // The push is signed by WeChat, so it settles whose account it is.
    await stage.pushAuthorized({ appid, code }, weChatPage.searchParams.get('pre_auth_code') ?? '');
    await stage.becomes(appid, { merchantId: expect.stringMatching(/^m-/) });
  });

  it('without a code, or by a forged or old address, is told what to do', async () => {
    const { pc } = await stage.link({ merchantId: newMerchant() });
    const weChatPage = stage.button(await stage.open(pc));
    const back = new URL(stage.comeBack(weChatPage, 'x'));
    expect((await stage.open(back.href.replace(/\?.*/, ''))).html).toContain('授权没有完成');
    expect((await stage.open(back.href.replace('?', 'x?'))).status).toBe(404);
    // A link's own token opens no return.
    expect((await stage.open(`${back.origin}/authorize/return/${pc.split('/').at(-1)}?auth_code=x`)).status).toBe(404);
    const old = stage.returns.sign('authorization-link:m:x', -1_000);
    expect((await stage.open(`${back.origin}/authorize/return/${old}?auth_code=x`)).status).toBe(410);
  });

  it('while Temporal is away is asked to wait, and the page tries again', async () => {
    const away = connect({ address: `127.0.0.1:${await freePort('127.0.0.1')}`, namespace: 'away', ring });
    const { url, pages, close } = await stage.serve(away);
    try {
      const token = stage.returns.sign('authorization-link:m:x', 60_000);
      const kept = await stage.open(`${url}/authorize/return/${token}?auth_code=x&expires_in=600`);
      expect(kept.status).toBe(503);
      expect(kept.html).toMatch(/正在保存授权结果.*请不要关闭本页/s);
      expect(kept.html).toContain('location.reload()');
      const view = await stage.open(
        pages.href('authorization-link:m:x', 60_000, '/authorize/pc').replace(/^.*(?=\/authorize)/, url),
      );
      expect([view.status, view.html.includes('本页会自动重试')]).toEqual([503, true]);
    } finally {
      close();
      await away.connection.close();
    }
  }, 30_000);
});

describe('the plugin', () => {
  const answer = z.strictObject({
    componentAppid: z.string(),
    preAuthCode: z.string(),
    authType: z.number(),
    bizAppid: z.string().optional(),
    expiresAt: z.iso.datetime(),
  });

  it('gets a fresh code at each click, and the push of it brings the merchant to the account', async () => {
    const merchantId = newMerchant();
    const { plugin } = await stage.link({ merchantId, appid: 'wx_biz' });
    const ask = async () => answer.parse((await stage.call('POST', plugin, { as: 'service' })).body);
    const [first, second] = [await ask(), await ask()];
    expect(first).toMatchObject({ componentAppid: stage.componentAppid, authType: 2, bizAppid: 'wx_biz' });
    expect(second.preAuthCode).not.toBe(first.preAuthCode);
    const account = await stage.consented();
    // Visibility, by which the push finds the link, is a moment behind.
    const { temporal } = stage;
    await vi.waitFor(
      async () =>
        expect((await temporal.workflow.count(`ExternalIds IS NOT NULL AND MerchantId = '${merchantId}'`)).count).toBe(
          1,
        ),
      { timeout: 10_000 },
    );
    await stage.pushAuthorized(account, second.preAuthCode);
    await stage.becomes(account.appid, { authorization: 'granted', merchantId });
  });

  it('gets the same code for the same key, and codes go to service keys only', async () => {
    const { plugin } = await stage.link({ merchantId: newMerchant() });
    const headers = { 'idempotency-key': randomUUID() };
    const ask = async () => answer.parse((await stage.call('POST', plugin, { as: 'service', headers })).body);
    expect(await ask()).toEqual(await ask());
    problemOf(await stage.call('POST', plugin, { as: 'operator' }), 403);
    const unknown = plugin.replace(/authorization-links\/.*\//, 'authorization-links/authorization-link:x:y/');
    problemOf(await stage.call('POST', unknown, { as: 'service' }), 404);
  });

  it('is told where WeChat gives no code, and where the link has ended', async () => {
    const { plugin, url } = await stage.link({ merchantId: newMerchant() });
    await stage.order('/faults', { path: preAuthCodes, kind: 'errcode', errcode: 61028 });
    const refused = problemOf(await stage.call('POST', plugin, { as: 'service' }), 502);
    expect(refused).toMatchObject({ type: '/problems/wechat-refused', errcode: 61028 });
    await stage.call('POST', `${url}/actions/cancel`);
    await vi.waitFor(async () => problemOf(await stage.call('POST', plugin, { as: 'service' }), 409), {
      timeout: 10_000,
    });
  });
});

describe('the public address', () => {
  it.each([
    'http://weft.example.com',
    'https://203.0.113.7',
    'https://[2001:db8::1]',
    'https://localhost:3000',
    'https://weft',
  ])('%s is one that WeChat refuses links from', (address) => {
    const { en, zh } = publicUrlTrouble(address) ?? { en: '', zh: '' };
    expect(en).toContain('登录授权的发起页域名');
    expect(zh).toContain(address);
  });

  it('is fine as https with a name', () => {
    expect(publicUrlTrouble('https://weft.example.com')).toBeUndefined();
  });
});
