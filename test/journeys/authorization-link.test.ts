import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

const started = z.object({
  ...{ id: z.string(), runId: z.string(), url: z.string(), temporalUrl: z.string() },
  links: z.array(z.object({ rel: z.string(), href: z.string() })),
});
const remedies = z.object({ remedies: z.object({ forOne: z.object({ request: z.looseObject({}) }) }) });

describe('an existing mini program', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterAll(() => stack.stop());

  const newMerchant = () => `scanned-${randomUUID()}`;
  const makeLink = async (body: object) => {
    const link = started.parse((await stack.api('operator', 'POST', '/v1/authorization-links', body)).body);
    const page = (rel: string) => link.links.find((each) => each.rel === rel)?.href ?? '';
    return { ...link, pc: page('pc'), h5: page('h5') };
  };
  const pageOf = async (merchantId: string) =>
    z.object({ href: z.string() }).parse((await stack.api('operator', 'POST', '/v1/page-links', { merchantId })).body)
      .href;
  const read = async (href: string) => (await fetch(href)).text();
  /** The merchant goes from a page of ours to WeChat's and agrees; the address to which the browser is sent. */
  const agree = async (href: string, chosen: { appid: string; sets: readonly number[] }) => {
    const [, button = ''] = /<a class="button" href="([^"]+)"/.exec(await read(href)) ?? [];
    const { redirect } = z
      .object({ redirect: z.string() })
      .parse(await stack.simulate('scan', { url: button.replaceAll('&amp;', '&'), ...chosen }));
    return redirect;
  };
  const stranger = async () => {
    const { accounts } = z
      .object({ accounts: z.array(z.object({ appid: z.string() })) })
      .parse(await stack.simulate('accounts', { authorized: false }));
    return accounts[0]?.appid ?? '';
  };
  const becomes = (appid: string, expected: object) =>
    expect
      .poll(async () => (await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`)).body, { timeout: 30_000 })
      .toMatchObject(expected);
  const exchanges = async (appid: string) =>
    (await stack.effects(appid)).filter((path) => path.endsWith('api_query_auth')).length;
  const sees = (href: string, text: string) =>
    expect.poll(() => read(href), { timeout: 30_000, interval: 300 }).toContain(text);

  it.each([
    ['pc', 'the redirect before the push', { kind: 'late', ms: 1_500 }, true],
    ['h5', 'the redirect after the push', undefined, true],
    ['h5', 'the redirect alone', { kind: 'lose' }, true],
    ['h5', 'the push alone', undefined, false],
    ['pc', 'the push twice', { kind: 'double' }, true],
  ] as const)('is authorized by the page %s with %s, and exchanged once', async (page, _how, fault, comesBack) => {
    const [merchantId, appid] = [newMerchant(), await stranger()];
    const link = await makeLink({ merchantId });
    if (fault) await processes.fault({ event: 'authorized', ...fault, times: 1 });
    const back = await agree(link[page], { appid, sets: [17, 18, 30] });
    if (comesBack) await sees(back, '授权成功');
    await becomes(appid, { authorization: 'granted', origin: 'authorized', merchantId, permissionSets: [17, 18, 30] });
    await processes.until(link, ({ attention }) => attention === 'none');
    expect(await exchanges(appid)).toBe(1);
  });

  it('that grants a part is asked for the rest by the same link: process, pages and account say what is missing', async () => {
    const [merchantId, appid] = [newMerchant(), await stranger()];
    const link = await makeLink({ merchantId, permissionSets: [17, 18, 30] });
    const page = await pageOf(merchantId);
    await sees(page, '请管理员授权');

    await sees(await agree(link.h5, { appid, sets: [17] }), '还缺少以下权限：小程序开发与数据分析、小程序基本信息管理');
    const asked = await processes.until(link, ({ waitingFor }) => waitingFor?.what.includes('did not grant') === true);
    expect(asked).toMatchObject({ attention: 'merchant', waitingFor: { what: expect.stringContaining(appid) } });
    await becomes(appid, { merchantId, permissionSets: [17] });
    await sees(page, `${appid} 还缺少以下权限：小程序开发与数据分析、小程序基本信息管理`);
    await sees(link.h5, '权限不完整');
    expect(await read(link.h5)).not.toContain('已完成授权');

    await sees(await agree(link.h5, { appid, sets: [17, 18, 30] }), '您可以关闭本页');
    await becomes(appid, { authorization: 'granted', permissionSets: [17, 18, 30] });
    await processes.until(link, ({ attention }) => attention === 'none');
    await sees(page, '已完成授权');
    await processes.act(link, 'cancel');
    expect(await processes.outcome(link)).toMatchObject({ kind: 'cancelled', appids: [appid] });
  });

  it('whose release lacks a permission set goes on once it was granted by the link that the API proposes', async () => {
    const [merchantId, appid] = [newMerchant(), await stranger()];
    const first = await makeLink({ merchantId, permissionSets: [17] });
    await agree(first.h5, { appid, sets: [17] });
    await becomes(appid, { authorization: 'granted', permissionSets: [17], merchantId });
    await processes.people('auditor', 'pass', 300, appid);
    const release = await processes.release(appid);
    const parked = await processes.until(release, ({ attention }) => attention === 'merchant');
    expect(parked.waitingFor?.what).toMatch(/permission set 18 .*POST \/v1\/authorization-links/);

    const proposed = remedies.parse((await stack.api('viewer', 'GET', `/v1/authorizers/${appid}/permissions`)).body);
    const { request } = proposed.remedies.forOne;
    expect(request).toMatchObject({ appid, merchantId });
    const { permissionSets } = z.object({ permissionSets: z.array(z.number()) }).parse(request);
    await agree((await makeLink(request)).h5, { appid, sets: permissionSets });
    await becomes(appid, { permissionSets });
    expect(await processes.outcome(release)).toMatchObject({ kind: 'released' });
  });

  it('whose release lacks a permission set goes on once the merchant followed its own link to WeChat and agreed', async () => {
    const [merchantId, appid] = [newMerchant(), await stranger()];
    await agree((await makeLink({ merchantId, permissionSets: [17] })).h5, { appid, sets: [17] });
    await becomes(appid, { authorization: 'granted', permissionSets: [17], merchantId });
    await processes.people('auditor', 'pass', 300, appid);
    const release = await processes.release(appid);
    const parked = await processes.until(release, ({ attention }) => attention === 'merchant');
    await sees(await pageOf(merchantId), '请补充授权');
    const grant = parked.links.find(({ rel }) => rel === 'grant')?.href ?? '';
    await agree(grant, { appid, sets: [17, 18] });
    await becomes(appid, { permissionSets: [17, 18] });
    expect(await processes.outcome(release)).toMatchObject({ kind: 'released' });
    expect((await stack.effects(appid)).filter((path) => path === '/wxa/commit')).toHaveLength(1);
  });

  it("lets nobody in by a link after its merchant's links were revoked", async () => {
    const merchantId = newMerchant();
    const link = await makeLink({ merchantId });
    await sees(link.h5, '请账号管理员本人操作');
    await stack.api('operator', 'POST', '/v1/page-link-revocations', { merchantId, why: 'sent to the wrong phone' });
    const dead = await fetch(link.h5);
    expect([dead.status, (await dead.text()).includes('链接已停用')]).toEqual([410, true]);
    // A page that is handed out afterwards leads on all the same.
    const page = await pageOf(merchantId);
    await sees(page, '请管理员授权');
    const [, h5 = ''] = /<a class="button" href="([^"]+)"/.exec(await read(page)) ?? [];
    expect(h5).toMatch(/\/authorize\/h5\//);
    expect((await fetch(h5)).status).toBe(200);
  });
});
