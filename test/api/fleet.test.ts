import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { behindBy } from '../../api/fleet/templates.ts';
import type { AuthorizerInput, AuthorizerState } from '../../messages/authorizer.ts';
import type { Drift, DriftKind } from '../../messages/inspection.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { chooseDefault } from '../../messages/template-library.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { changeTemplateLibrary } from '../../routing/template-library.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { problemOf } from './answers.ts';
import { startTestWorker } from './test-worker.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

const at = '2026-11-24T03:00:00.000Z';
const drift = (kind: DriftKind, lacks: readonly string[] = [], found: readonly string[] = []): Drift => ({
  ...{ kind, what: `${kind} differs`, lacks, found, since: at },
});
const line = (userVersion: string, templateId: number) => ({
  ...{ at: '2026-11-01T03:00:00.000Z', userVersion, templateId, auditid: templateId, workflowId: 'w' },
});

let api: WholeApi;
let stopWorker: () => Promise<void>;
const account = (appid: string, known: Partial<AuthorizerState>) =>
  api.temporal.workflow.start<(input: AuthorizerInput) => Promise<void>>('authorizer', {
    workflowId: workflowIds.authorizer(appid),
    taskQueue: taskQueues.main,
    args: [{ appid, state: { ...newAuthorizer(appid), authorization: 'granted', ...known } }],
  });
const read = async (query = '') => (await api.call('GET', `/v1/fleet${query}`, { as: 'viewer' })).body;
const namesOf = (body: unknown) => (body as { items: { appid: string }[] }).items.map(({ appid }) => appid);

beforeAll(async () => {
  api = await openWholeApi(false);
  stopWorker = await startTestWorker('./fleet-workflows.ts', api.temporal.options.namespace);
  await changeTemplateLibrary(api.temporal, chooseDefault, { templateId: 2, request: { by: 'test' } });
  await Promise.all([
    account('wx-a', { ledger: [line('2.0.0', 2)], tags: ['vip'], merchantId: 'm-1' }),
    account('wx-b', {
      ledger: [line('1.0.0', 1)],
      tags: ['vip'],
      permissionSets: [18],
      merchantId: 'm-2',
      declared: { prefetchDomains: ['cdn.example'] },
      inspection: {
        ...{ at, online: { userVersion: '0.9.0', at }, gray: 20 },
        audit: { auditid: 9, state: 'approved', userVersion: '2.0.0' },
        drift: [
          drift('version', ['1.0.0'], ['0.9.0']),
          drift('prefetchDomains', ['cdn.example']),
          drift('permissionSets', ['17']),
        ],
      },
    }),
    account('wx-c', { inspection: { at, drift: [] } }),
  ]);
  await vi.waitFor(async () => expect(namesOf(await read('?limit=3&from=0'))).toHaveLength(3), {
    ...{ timeout: 40_000, interval: 5_200 },
  });
});
afterAll(async () => {
  await stopWorker();
  await api.close();
});

describe('the fleet', () => {
  it('shows which versions are run, what differs and what was found under audit', async () => {
    expect(await read()).toMatchObject({
      summary: {
        ...{ accounts: 3, drifted: 1, underAudit: 0, approved: 1, staged: 1, notInspected: 1 },
        target: { templateId: 2 },
        versions: expect.arrayContaining([
          { userVersion: '2.0.0', templateId: 2, accounts: 1, behind: 0 },
          { userVersion: '1.0.0', templateId: 1, accounts: 1 },
          { userVersion: 'unknown', accounts: 1 },
        ]),
        drift: { version: 1, prefetchDomains: 1, permissionSets: 1 },
      },
      items: [
        { appid: 'wx-a', userVersion: '2.0.0', drift: [], tags: ['vip'], url: `${api.url}/v1/fleet/wx-a` },
        {
          ...{ appid: 'wx-b', userVersion: '1.0.0', templateId: 1, since: line('', 1).at, inspectedAt: at, gray: 20 },
          ...{ online: { userVersion: '0.9.0' }, audit: { state: 'approved' } },
          drift: ['version', 'prefetchDomains', 'permissionSets'],
        },
        { appid: 'wx-c', userVersion: 'unknown', drift: [] },
      ],
    });
  });

  it.each([
    ['tag=vip', ['wx-a', 'wx-b']],
    ['tag=vip,none', []],
    ['merchantId=m-2', ['wx-b']],
    ['version=2.0.0', ['wx-a']],
    ['template=1', ['wx-b']],
    ['drifted=any', ['wx-b']],
    ['drifted=prefetchDomains', ['wx-b']],
    ['drifted=serverDomains', []],
    ['drifted=none&tag=vip', ['wx-a']],
    ['from=1&limit=1', ['wx-b']],
    ['from=5', []],
  ])('is filtered and paged: %s', async (query, appids) => {
    expect(namesOf(await read(`?${query}`))).toEqual(appids);
  });

  it('comes page by page, the summary with the first', async () => {
    expect(await read('?limit=2')).toMatchObject({ summary: { accounts: 3 }, next: 2 });
    const last = await read('?limit=2&from=2');
    expect(last).not.toHaveProperty('summary');
    expect(last).not.toHaveProperty('next');
  });

  it('says of an account what is declared, what WeChat says, and what mends what differs', async () => {
    expect(await read('/wx-b')).toMatchObject({
      ...{ appid: 'wx-b', merchantId: 'm-2', tags: ['vip'], ledger: { userVersion: '1.0.0' } },
      declared: { prefetchDomains: ['cdn.example'] },
      inspection: { at, online: { userVersion: '0.9.0' } },
      drift: [
        {
          ...{ kind: 'version', lacks: ['1.0.0'], found: ['0.9.0'] },
          mend: [
            { request: 'POST /v1/code-rollbacks', body: { appid: 'wx-b', userVersion: '1.0.0' } },
            { request: 'POST /v1/code-releases', body: { appid: 'wx-b', userVersion: '1.0.0', templateId: 1 } },
          ],
        },
        {
          kind: 'prefetchDomains',
          mend: [{ request: 'POST /v1/account-setups', body: { appid: 'wx-b', prefetchDomains: ['cdn.example'] } }],
        },
        {
          kind: 'permissionSets',
          mend: [
            {
              request: 'POST /v1/authorization-links',
              body: { appid: 'wx-b', merchantId: 'm-2', permissionSets: [17, 18] },
            },
          ],
        },
      ],
    });
  });

  it('refuses by field what it does not know', async () => {
    const answered = await api.call('GET', '/v1/fleet?drifted=colour&limit=1000', { as: 'viewer' });
    expect(problemOf(answered, 400).errors?.map(({ field }) => field)).toEqual(['drifted', 'limit']);
    problemOf(await api.call('GET', '/v1/fleet/wx-none', { as: 'viewer' }), 404);
  });
});

describe('how far an account is behind', () => {
  const newestFirst = [7, 5, 4].map((templateId) => ({ templateId, userVersion: `${templateId}` }));

  it.each([
    [7, 7, 0],
    [7, 4, 2],
    [5, 7, 0],
    [5, 4, 1],
    // Taken out of the library.
    [7, 2, 3],
    [9, 4, undefined],
    [7, undefined, undefined],
  ])('with %s to be run and %s online is %s', (target, own, behind) => {
    expect(behindBy({ newestFirst, target }, own)).toBe(behind);
  });
});
