import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { owners } from '../../credentials/owners.ts';
import { createSealer } from '../../credentials/sealer.ts';
import type { AuthorizerView } from '../../messages/authorizer.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { permissionSets } from '../../wechat/permission-sets.ts';
import { platform } from '../gateway/platform.ts';
import type { authorizer, component } from './account-workflows.ts';
import { problemOf } from './answers.ts';
import { idKey, ring } from './secrets.ts';
import { startTestWorker } from './test-worker.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

const sealer = createSealer(ring, idKey);
const expiresAt = Date.now() + 7_000_000;
const sealed = (owner: string, token: string) => ({ token: sealer.seal(owner, token), expiresAt });

const viewOf = (appid: string): AuthorizerView => ({
  appid,
  merchantId: 'm-7',
  origin: 'authorized',
  authorization: 'granted',
  authorizationTime: 1_760_000_000,
  permissionSets: [17, 18],
  account: { nickName: '示例小程序' },
  ledger: [],
  events: [],
  eventCount: 0,
  leases: {},
});

let api: WholeApi;
let stopWorker: () => Promise<void>;
beforeAll(async () => {
  api = await openWholeApi(false);
  stopWorker = await startTestWorker('./account-workflows.ts', api.temporal.options.namespace);
  const account = (
    appid: string,
    token: Parameters<typeof authorizer>[0]['token'],
    taskQueue: string,
    granted = [17, 18],
  ) =>
    api.temporal.workflow.start<typeof authorizer>('authorizer', {
      workflowId: workflowIds.authorizer(appid),
      taskQueue,
      args: [{ view: { ...viewOf(appid), permissionSets: granted }, token }],
      typedSearchAttributes: [
        { key: searchAttributes.AppId, value: appid },
        { key: searchAttributes.MerchantId, value: `m-${appid}` },
      ],
    });
  await account('wx1', sealed(owners.authorizerAccessToken('wx1'), 'token-of-wx1'), taskQueues.main);
  await account('wx2', lost, taskQueues.main);
  await account('wx3', refused, taskQueues.main);
  await account('wx4', lost, 'no-worker-polls-here');
  await account('wx5', lost, taskQueues.main, [17]);
  await account('wx6', lost, taskQueues.main, [...permissionSets.keys()]);
  await api.temporal.workflow.start<typeof component>('component', {
    workflowId: workflowIds.component(),
    taskQueue: taskQueues.main,
    args: [{ token: sealed(owners.componentAccessToken, 'token-of-the-platform') }],
  });
});
afterAll(async () => {
  await stopWorker();
  await api.close();
});

const call = { endpoint: '/cgi-bin/component/api_authorizer_token', kind: 'refused', effect: 'none' } as const;
const lost = {
  ...call,
  class: 'merchant',
  hint: 'The merchant must update the authorization.',
  hintZh: '请商家更新授权',
} as const;
const refused = {
  ...call,
  class: 'provider',
  errcode: 40125,
  rid: '6870-1234',
  hint: 'The secret is wrong.',
  hintZh: '密钥错误',
} as const;

describe('accounts', () => {
  it('are listed with their merchants, a page at a time', async () => {
    const list = async (query: string) => (await api.call('GET', `/v1/authorizers?${query}`)).body;
    const line = {
      appid: 'wx1',
      merchantId: 'm-wx1',
      tags: [],
      attention: 'none',
      url: `${api.url}/v1/authorizers/wx1`,
    };
    await vi.waitFor(async () => expect(await list('limit=10')).toEqual({ items: expect.arrayContaining([line]) }), {
      timeout: 10_000,
    });
    expect(await list('merchantId=m-wx1')).toEqual({ items: [line] });
    expect(await list('limit=1')).toEqual({ items: [expect.anything()], next: expect.any(String) });
  });

  it('are read from their entity', async () => {
    expect((await api.call('GET', '/v1/authorizers/wx1', { as: 'viewer' })).body).toEqual({
      ...viewOf('wx1'),
      live: true,
    });
  });

  it('are described where no worker answers', async () => {
    const { status, body } = await api.call('GET', '/v1/authorizers/wx4');
    expect([status, body]).toEqual([200, { appid: 'wx4', merchantId: 'm-wx4', live: false }]);
  });

  it('that nobody knows are a problem that says what to do', async () => {
    for (const [method, path] of [
      ['GET', '/v1/authorizers/wx9'],
      ['GET', '/v1/authorizers/wx9/token'],
      ['PUT', '/v1/authorizers/wx9/privacy-guide'],
    ] as const) {
      const body = method === 'PUT' ? guide : undefined;
      const problem = problemOf(await api.call(method, path, { as: 'admin', body }), 404);
      expect(problem.detail).toMatch(/wx9.*authorize/);
    }
  });

  it('that nobody knows get no release', async () => {
    const body = { appid: 'wx9', templateId: 1, userVersion: '1.0.0', userDesc: 'first' };
    const problem = problemOf(await api.call('POST', '/v1/code-releases', { body }), 404);
    expect(problem.detail).toContain('wx9');
  });
});

describe('the permissions of an account', () => {
  it('are shown with their names, and every process says whether they suffice', async () => {
    const { status, body } = await api.call('GET', '/v1/authorizers/wx1/permissions', { as: 'viewer' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      appid: 'wx1',
      granted: [
        { id: 17, name: '获取小程序码', exclusive: false },
        { id: 18, name: '小程序开发与数据分析', exclusive: true },
      ],
      processes: expect.arrayContaining([
        { process: 'code release', path: '/v1/code-releases', ready: true, lacking: [] },
      ]),
    });
  });

  it('have no remedies where nothing is missing', async () => {
    const { body } = await api.call('GET', '/v1/authorizers/wx6/permissions', { as: 'viewer' });
    expect(body).toMatchObject({ missing: [] });
    expect(body).not.toHaveProperty('remedies');
  });

  it('name what is missing, the calls that need it and both ways to it', async () => {
    const { body } = await api.call('GET', '/v1/authorizers/wx5/permissions');
    expect(body).toMatchObject({
      processes: expect.arrayContaining([
        expect.objectContaining({
          process: 'code release',
          ready: false,
          lacking: expect.arrayContaining([
            { call: 'commit', endpoint: '/wxa/commit', oneOf: [expect.objectContaining({ id: 18, exclusive: true })] },
          ]),
        }),
      ]),
      missing: expect.arrayContaining([18]),
      remedies: {
        forAll: { en: expect.stringContaining('全网发布'), zh: expect.stringContaining('更新授权') },
        forOne: {
          zh: expect.stringContaining('category_id_list'),
          request: { appid: 'wx5', merchantId: 'm-7', permissionSets: expect.arrayContaining([17, 18]) },
        },
      },
    });
  });

  it('can not be told while no worker answers', async () => {
    problemOf(await api.call('GET', '/v1/authorizers/wx4/permissions'), 503);
    problemOf(await api.call('GET', '/v1/authorizers/wx9/permissions'), 404);
  });
});

const guide = { settings: { UserInfo: '用于登录' }, owner: { contact_email: 'a@b.example', notice_method: '公告' } };

describe('the privacy guide', () => {
  const declare = (body: object, as = 'operator') => api.call('PUT', '/v1/authorizers/wx1/privacy-guide', { body, as });

  it('is declared with who and why', async () => {
    const { status, body } = await declare({ ...guide, why: 'new template' });
    expect([status, body]).toEqual([200, guide]);
    const owner = { contact_email: 'a@b.example', notice_method: '公告 (the-operator: new template)' };
    expect((await api.call('GET', '/v1/authorizers/wx1')).body).toMatchObject({ privacyGuide: { ...guide, owner } });
  });

  it('needs a way to reach the merchant, and operators declare it', async () => {
    const { errors } = problemOf(
      await declare({ ...guide, owner: { notice_method: '公告' }, settings: { 'a b': '' } }),
      400,
    );
    expect(errors).toMatchObject([
      { field: 'settings.a b', expected: expect.stringContaining('letters') },
      { field: 'owner', expected: expect.stringContaining('contact_email') },
    ]);
    problemOf(await declare(guide, 'viewer'), 403);
  });
});

describe('tokens for other services', () => {
  it.each(['service', 'admin'])('go to %s', async (as) => {
    const expires = { expiresAt: new Date(expiresAt).toISOString() };
    const ofAccount = await api.call('GET', '/v1/authorizers/wx1/token', { as });
    expect(ofAccount.body).toEqual({ appid: 'wx1', accessToken: 'token-of-wx1', ...expires });
    expect(ofAccount.headers.get('cache-control')).toBe('no-store');
    const ofPlatform = await api.call('GET', '/v1/component/token', { as });
    const { appid } = platform.component;
    expect(ofPlatform.body).toEqual({ appid, accessToken: 'token-of-the-platform', ...expires });
  });

  it.each(['viewer', 'operator', 'approver'])('do not go to %s', async (as) => {
    problemOf(await api.call('GET', '/v1/authorizers/wx1/token', { as }), 403);
    problemOf(await api.call('GET', '/v1/component/token', { as }), 403);
  });

  it('that the merchant must give first are a conflict, with words for the merchant', async () => {
    const problem = problemOf(await api.call('GET', '/v1/authorizers/wx2/token', { as: 'service' }), 409);
    expect(problem).toMatchObject({ type: '/problems/merchant-must-act', hintZh: '请商家更新授权' });
  });

  it('that WeChat refuses keep the rid of the refusal', async () => {
    const problem = problemOf(await api.call('GET', '/v1/authorizers/wx3/token', { as: 'service' }), 502);
    expect(problem).toMatchObject({ type: '/problems/wechat-refused', errcode: 40125, rid: '6870-1234' });
  });
});
