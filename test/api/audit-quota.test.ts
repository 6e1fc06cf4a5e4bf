import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditQuotaStart } from '../../activities/audit-quota.ts';
import { type AuditQuotaInput, requestTurns, submissionReported } from '../../messages/audit-quota.ts';
import { problemOf } from './answers.ts';
import { startTestWorker } from './test-worker.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
let stopWorker: () => Promise<void>;
beforeAll(async () => {
  api = await openWholeApi(false);
  const submissions = { rest: 8, limit: 20 };
  stopWorker = await startTestWorker('../../workflows/index.ts', api.temporal.options.namespace, {
    readAuditQuota: async () => ({ toldBy: 'wx1', submissions, speedUps: { rest: 0, limit: 3 } }),
  });
  await api.temporal.workflow.start<(input: AuditQuotaInput) => Promise<void>>('auditQuota', auditQuotaStart);
});
afterAll(async () => {
  await stopWorker();
  await api.close();
});

const path = '/v1/audit-quota';
const entity = () => api.temporal.workflow.getHandle(auditQuotaStart.workflowId);
const run = {
  claim: { workflowId: 'w', runId: randomUUID() },
  appid: 'wx1',
  kind: 'first',
  quota: 'submissions',
} as const;

describe("the month's quota", () => {
  it('shows what is left, who waits and what is barred', async () => {
    await entity().executeUpdate(requestTurns, { args: [[{ ...run, priority: 'normal' }]] });
    const result = { kind: 'barred', scope: 'all', said: 'The provider is barred (86008)' } as const;
    await entity().signal(submissionReported, { claim: run.claim, result });
    const shown = await api.call('GET', path, { as: 'viewer' });
    expect(shown).toMatchObject({
      status: 200,
      body: {
        reserve: 0,
        spread: false,
        submissions: { rest: 8, limit: 20, given: 0, waiting: { normal: 0 } },
        speedUps: { rest: 0, limit: 3 },
        bars: [{ scope: 'all', said: result.said, trying: false }],
        rollouts: [],
      },
    });
  });

  it("has bars tried on an operator's word, once a key", async () => {
    const resume = (body: object) =>
      api.call('POST', `${path}/actions/resume`, { body, headers: { 'idempotency-key': 'again' } });
    expect(await resume({ scope: 'all' })).toMatchObject({ status: 200, body: { bars: [{ trying: true }] } });
    expect(await resume({ scope: 'all' })).toMatchObject({ status: 200 });
    problemOf(await resume({ scope: 'first' }), 422);
  });

  it('keeps a reserve and spreads bulk where operators say so', async () => {
    const settings = { reserve: 5, spread: true };
    expect(await api.call('PUT', `${path}/settings`, { body: settings })).toMatchObject({
      status: 200,
      body: settings,
    });
    expect(await api.call('GET', path)).toMatchObject({ body: settings });
    expect((await api.call('PUT', `${path}/settings`, { as: 'viewer', body: settings })).status).toBe(403);
  });

  it.each([
    ['reserve', { reserve: -1, spread: true }],
    ['spread', { reserve: 1 }],
    ['(body)', { reserve: 1, spread: true, rest: 9 }],
  ])('refuses a wrong %s by the name of the field', async (field, body) => {
    const { errors } = problemOf(await api.call('PUT', `${path}/settings`, { body }), 400);
    expect(errors).toEqual([expect.objectContaining({ field: field === '(body)' ? 'rest' : field })]);
  });
});
