import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuthorizerInput, AuthorizerState } from '../../messages/authorizer.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { problemOf } from './answers.ts';
import { startTestWorker } from './test-worker.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
let stopWorker: () => Promise<void>;
const account = (appid: string, known: Partial<AuthorizerState> = {}) =>
  api.temporal.workflow.start<(input: AuthorizerInput) => Promise<void>>('authorizer', {
    workflowId: workflowIds.authorizer(appid),
    taskQueue: taskQueues.main,
    args: [{ appid, state: { ...newAuthorizer(appid), authorization: 'granted', ...known } }],
  });
beforeAll(async () => {
  api = await openWholeApi(false);
  stopWorker = await startTestWorker('./settings-workflows.ts', api.temporal.options.namespace);
});
afterAll(async () => {
  await stopWorker();
  await api.close();
});

const put = (path: string, body: object, as = 'operator') => api.call('PUT', path, { body, as });
const post = (path: string, body: object, headers = {}) => api.call('POST', path, { body, headers });
const fieldsOf = (answered: Parameters<typeof problemOf>[0]) =>
  problemOf(answered, 400).errors?.map(({ field }) => field);

describe('the settings of an account', () => {
  it('are set part by part, read with the account, and listed by tag', async () => {
    await account('wx-one');
    const set = (body: object) => put('/v1/authorizers/wx-one/settings', body);
    await set({ tags: ['华东', 'vip'], variables: { shop: 7 }, why: 'import' });
    const settings = { tags: ['vip', '华东'], variables: { shop: 7 }, ext: { window: { color: '{{color}}' } } };
    expect((await set({ ext: settings.ext })).body).toEqual(settings);
    expect((await api.call('GET', '/v1/authorizers/wx-one')).body).toMatchObject({
      ...settings,
      events: [{ event: 'tags, variables changed', note: 'by the-operator: import' }, { event: 'ext changed' }],
    });
    const listed = async (tag: string) =>
      (await api.call('GET', `/v1/authorizers?tag=${encodeURIComponent(tag)}`)).body;
    const items = [expect.objectContaining({ appid: 'wx-one', tags: ['vip', '华东'] })];
    await vi.waitFor(async () => expect(await listed('vip,华东')).toEqual({ items }), { timeout: 15_000 });
    expect(await listed('vip,none')).toEqual({ items: [] });
  });

  it('are refused by field, and for who may not', async () => {
    const body = {
      tags: ['a b'],
      variables: { '1st': 1, long: 'x'.repeat(3_000) },
      ext: { pages: [], tabBar: { list: [{ text: 'x' }] }, requiredPrivateInfos: ['getLocation', 'getFuzzyLocation'] },
    };
    expect(fieldsOf(await put('/v1/authorizers/wx-one/settings', body))).toEqual([
      'tags.0',
      'variables.1st',
      'variables.long',
      'ext.pages',
      'ext.tabBar.list.0.pagePath',
      'ext.requiredPrivateInfos.1',
    ]);
    problemOf(await put('/v1/authorizers/wx-one/settings', { tags: [] }, 'viewer'), 403);
    expect(problemOf(await put('/v1/authorizers/wx-none/settings', { tags: [] }), 404).detail).toContain('wx-none');
  });

  it('are changed for many, and each is told what became of it', async () => {
    await Promise.all(['wx-a', 'wx-b'].map((appid) => account(appid, { tags: ['old'], variables: { a: 1, b: 1 } })));
    const accounts = [
      { appid: 'wx-a', addTags: ['new'], removeTags: ['old'], setVariables: { a: 2 }, removeVariables: ['b'] },
      { appid: 'wx-none', addTags: ['new'] },
      { appid: 'wx-b', addTags: Array.from({ length: 20 }, (_, index) => `t${index}`) },
    ];
    const headers = { 'idempotency-key': randomUUID() };
    const { status, body } = await post('/v1/authorizer-settings', { accounts }, headers);
    expect([status, body]).toEqual([
      200,
      {
        changed: 1,
        refused: 2,
        results: [
          { kind: 'changed', appid: 'wx-a', settings: { tags: ['new'], variables: { a: 2 }, ext: {} } },
          { kind: 'refused', appid: 'wx-none', problem: expect.objectContaining({ status: 404 }) },
          {
            kind: 'refused',
            appid: 'wx-b',
            problem: expect.objectContaining({ status: 409, detail: expect.stringContaining('20') }),
          },
        ],
      },
    ]);
    await put('/v1/authorizers/wx-a/settings', { tags: ['later'] });
    const again = await post('/v1/authorizer-settings', { accounts }, headers);
    expect(again.body).toMatchObject({ results: [{ settings: { tags: ['later'] } }, {}, {}] });
    const other = await post('/v1/authorizer-settings', { accounts: accounts.slice(1) }, headers);
    problemOf(other, 422);
  });

  it('can be changed for each account once in a request', async () => {
    const accounts = [{ appid: 'wx-a' }, { appid: 'wx-a', ext: { pages: [] } }];
    expect(fieldsOf(await post('/v1/authorizer-settings', { accounts }))).toEqual([
      'accounts.1.ext.pages',
      'accounts.1.appid',
    ]);
  });
});

describe('what is declared for all merchants', () => {
  it('is nothing at first, and is declared part by part', async () => {
    const read = async () => (await api.call('GET', '/v1/fleet-settings', { as: 'viewer' })).body;
    expect(await read()).toEqual({ ext: {}, variables: {}, changes: [] });
    await put('/v1/fleet-settings', { variables: { api: 'https://api.example', color: '#fff' } });
    await put('/v1/fleet-settings', { ext: { ext: { api: '{{api}}', shop: '{{shop}}' } }, why: 'shops' });
    expect(await read()).toEqual({
      ext: { ext: { api: '{{api}}', shop: '{{shop}}' } },
      variables: { api: 'https://api.example', color: '#fff' },
      changes: [
        expect.objectContaining({ what: 'variables', by: 'the-operator' }),
        expect.objectContaining({ what: 'ext', why: 'shops' }),
      ],
    });
  });
});

describe('a preview', () => {
  const release = { auditid: 1, userVersion: '1.0', templateId: 1, at: '2026-11-24T00:00:00.000Z', workflowId: 'x' };
  const preview = async (body: object) => (await post('/v1/ext-previews', body)).body;
  const shop = { api: 'https://api.example', shop: 7 };

  beforeAll(async () => {
    const onlineExt = { extAppid: 'wx-p1', ext: { ...shop, shop: 6 } };
    await account('wx-p1', {
      ...{ tags: ['preview', 'first'], variables: { shop: 7 }, onlineExt },
      ledger: [{ ...release, extHash: 'another' }],
    });
    await account('wx-p2', { tags: ['preview'] });
  });

  it('shows for one account what would be sent and what that changes', async () => {
    expect(await preview({ appids: ['wx-p1', 'wx-none'], templateId: 1, ext: { debug: true } })).toEqual({
      items: [
        {
          kind: 'rendered',
          appid: 'wx-p1',
          ext: { extAppid: 'wx-p1', ext: shop, debug: true },
          hash: expect.any(String),
          ready: true,
          problems: [expect.objectContaining({ path: 'debug', level: 'warn', layer: 'release' })],
          difference: {
            kind: 'different',
            online: { userVersion: '1.0', templateId: 1, at: release.at, hash: 'another' },
            changes: [
              { path: 'ext.shop', before: 6, after: 7 },
              { path: 'debug', after: true },
            ],
          },
        },
        { kind: 'failed', appid: 'wx-none', problem: expect.objectContaining({ status: 404 }) },
      ],
      counts: { ready: 1, notReady: 0, failed: 1, same: 0, different: 1 },
    });
  });

  it('shows for many, chosen by tags, which are not ready and why', async () => {
    const lines = async (body: object) => {
      const { items, next } = Object(await preview(body));
      return { ready: items.map(({ appid, ready }: { appid: string; ready: boolean }) => [appid, ready]), next };
    };
    await vi.waitFor(async () => expect((await lines({ tags: ['preview'] })).ready).toHaveLength(2), {
      timeout: 15_000,
    });
    expect((await lines({ tags: ['preview'] })).ready.sort()).toEqual([
      ['wx-p1', true],
      ['wx-p2', false],
    ]);
    expect((await lines({ tags: ['preview', 'first'] })).ready).toEqual([['wx-p1', true]]);
    const first = await lines({ tags: ['preview'], limit: 1 });
    const second = await lines({ tags: ['preview'], limit: 1, cursor: first.next });
    expect([...first.ready, ...second.ready].sort()).toEqual([
      ['wx-p1', true],
      ['wx-p2', false],
    ]);
    expect(await preview({ tags: ['preview'], variables: { shop: 1 } })).toMatchObject({ counts: { ready: 2 } });
  });

  it('is of accounts that are named or chosen, not both', async () => {
    expect(fieldsOf(await post('/v1/ext-previews', { appids: ['wx-p1'], tags: ['x'] }))).toEqual(['tags']);
    expect(fieldsOf(await post('/v1/ext-previews', { ext: { extPages: [] } }))).toEqual(['ext.extPages']);
  });
});

describe('a release', () => {
  const start = (body: object) =>
    post('/v1/code-releases', { appid: 'wx-p2', templateId: 1, userVersion: '1', userDesc: 'x', ...body });

  it('is refused where WeChat would refuse its ext.json, by the path in it', async () => {
    expect(fieldsOf(await start({ ext: { requiredPrivateInfos: ['getLocation', 'wx.choosePoi'] } }))).toEqual([
      'ext.requiredPrivateInfos.1',
    ]);
    const { errors } = problemOf(await start({ ext: { window: { title: '{{title}}' } } }), 400);
    expect(errors).toMatchObject([
      { field: 'ext.ext.shop', detail: expect.stringContaining("the fleet's layer") },
      { field: 'ext.window.title', detail: 'The variable title has no value.' },
    ]);
  });

  it('starts where its variables give what is missing', async () => {
    const { status } = await start({ variables: { shop: 1, title: 'x' }, ext: { window: { title: '{{title}}' } } });
    expect(status).toBe(202);
  });
});
