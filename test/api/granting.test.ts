import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { wishOf } from '../../api/authorization-links/lacking-router.tsx';
import { officialAccountRegistrationPage } from '../../api/pages/official-account-registration.ts';
import { viewOf } from '../../api/pages/view.ts';
import type { WaitingFor } from '../../messages/progress.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { type FakeStage, startFakeStage } from '../workflows/fake-activities.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

describe('what is asked of an account that lacks a permission set', () => {
  it('is what it has granted and the first of the sets that would do', () => {
    expect(wishOf({ appid: 'wx1', oneOf: [25, 24] }, { permissionSets: [30, 18] })).toEqual({
      ...{ appid: 'wx1', authType: 3, permissionSets: [18, 25, 30] },
    });
  });

  it('is everything where its whole authorization is lacking', () => {
    expect(wishOf({ appid: 'wx1', oneOf: [] }, { permissionSets: [] })).toEqual({ appid: 'wx1', authType: 3 });
  });
});

describe('the page of a process that waits for a grant', () => {
  const links = [{ rel: 'grant', title: '', href: 'https://weft.example/authorize/lacking/t' }];
  const viewOfWait = (waitingFor: WaitingFor, linked = links) =>
    viewOf(
      officialAccountRegistrationPage,
      { stage: 'x', attention: 'merchant', steps: [{ name: 'register', state: 'running' }], links: linked, waitingFor },
      [],
    );
  const lacks = { appid: 'wx1', oneOf: [27] };
  const forOperators = { what: 'x', who: 'merchant', whatZh: '用 POST /v1/authorization-links 生成授权链接' } as const;

  it('tells the merchant, and not operators, which set is lacking, with a link', () => {
    const view = viewOfWait({ ...forOperators, lacks });
    expect(view).toMatchObject({ state: 'waiting', title: '请补充授权', task: { href: links[0]?.href } });
    expect(view.text).toContain('「快速注册小程序」');
    expect(JSON.stringify(view)).not.toContain('/v1/');
  });

  it('asks for the whole authorization where that is lacking', () => {
    expect(viewOfWait({ ...forOperators, lacks: { appid: 'wx1', oneOf: [] } })).toMatchObject({
      title: '请授权给服务商',
    });
  });

  it('sends the merchant to the provider where no link can be made', () => {
    const view = viewOfWait({ ...forOperators, lacks }, []);
    expect(view.text).toContain('请联系您的服务商获取授权链接');
    expect(view.task).not.toHaveProperty('href');
  });
});

describe('a process parked for want of a permission set', () => {
  let api: WholeApi;
  let stage: FakeStage;
  beforeAll(async () => {
    api = await openWholeApi(false);
    stage = await startFakeStage(
      {
        readSubject: async () => ({ principalName: '示例', verified: true, permissionSets: [33] }),
        readAuthorizer: async () => newAuthorizer('wx_lender'),
      },
      api.temporal.options.namespace,
    );
  });
  afterAll(async () => {
    await stage.stop();
    await api.close();
  });

  const started = z.object({ id: z.string(), url: z.string() });
  const shown = z.object({ links: z.array(z.object({ rel: z.string(), href: z.string() })) });
  const post = async (path: string, body: object) => (await api.call('POST', path, { body })).body;
  const park = async (merchant: object) => {
    const officialAccount = `wx${randomUUID().slice(0, 8)}`;
    await stage.account(officialAccount);
    const process = started.parse(await post('/v1/official-account-registrations', { officialAccount, ...merchant }));
    const read = async () => (await api.call('GET', process.url)).body;
    await expect.poll(read, { timeout: 20_000 }).toMatchObject({ waitingFor: { lacks: { oneOf: [27] } } });
    const { links } = shown.parse(await read());
    return { ...process, grant: links.find(({ rel }) => rel === 'grant')?.href };
  };
  const follow = async (href = '') => {
    const response = await fetch(href, { redirect: 'manual' });
    return { status: response.status, to: response.headers.get('location') ?? '' };
  };
  const openLinks = (merchantId: string) =>
    api.temporal.workflow.count(`WorkflowType = 'authorizationLink' AND MerchantId = '${merchantId}'`);

  it('carries a link that leads to an authorization link for just that, the same however often it is opened', async () => {
    const merchantId = `m-${randomUUID().slice(0, 8)}`;
    const { id, grant } = await park({ merchantId });
    const first = await follow(grant);
    expect(first).toMatchObject({ status: 303, to: expect.stringContaining('/authorize/h5/') });
    expect((await follow(grant)).status).toBe(303);
    await expect.poll(async () => (await openLinks(merchantId)).count, { timeout: 20_000 }).toBe(1);

    const { href } = z.object({ href: z.string() }).parse(await post('/v1/page-links', { process: id }));
    const page = await (await fetch(href)).text();
    for (const words of ['请补充授权', '「快速注册小程序」', '去授权']) expect(page).toContain(words);
    await post('/v1/page-link-revocations', { merchantId });
    expect((await follow(grant)).status).toBe(410);
    expect((await fetch(first.to)).status).toBe(410);
  });

  it('carries none without a merchant, whose the account would become', async () => {
    expect((await park({})).grant).toBeUndefined();
  });
});
