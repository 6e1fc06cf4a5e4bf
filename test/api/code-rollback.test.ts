import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { problemOf } from './answers.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
beforeAll(async () => {
  api = await openWholeApi(false);
});
afterAll(() => api.close());

const path = '/v1/code-rollbacks';
const appid = 'wx1';
const good = { appid, userVersion: '1.0.0' };
const start = (workflow: string, workflowId: string) =>
  api.temporal.workflow.start(workflow, { workflowId, taskQueue: taskQueues.main });

describe('the start of a rollback', () => {
  it.each<[string, object]>([
    ['(body)', { appid }],
    ['(body)', { ...good, appVersion: 3 }],
    ['appVersion', { appid, appVersion: -1 }],
    ['userVersion', { appid, userVersion: 'x'.repeat(65) }],
    ['timings.lookUpAfter', { ...good, timings: { lookUpAfter: 0 } }],
    ['percentage', { ...good, percentage: 5 }],
  ])('is refused a wrong %s with the name of the field', async (field, body) => {
    const { errors } = problemOf(await api.call('POST', path, { as: 'approver', body }), 400);
    expect(errors).toEqual([expect.objectContaining({ field })]);
  });

  it('is for approvers, because users see another version at once', async () => {
    expect((await api.call('POST', path, { as: 'operator', body: good })).status).toBe(403);
  });

  it('never runs beside a release of the same account: each names the other', async () => {
    await start('authorizer', workflowIds.authorizer(appid));
    const release = await start('codeRelease', workflowIds.codeRelease(appid));
    const conflict = problemOf(await api.call('POST', path, { as: 'approver', body: good }), 409);
    expect(conflict).toMatchObject({
      type: '/problems/already-running',
      url: expect.stringContaining(`/v1/code-releases/code-release:${appid}/runs/`),
    });
    await release.terminate();
    const rollback = await api.call('POST', path, { as: 'approver', body: good });
    expect(rollback).toMatchObject({ status: 202, body: { id: `code-release:${appid}` } });
    const read = (process: string) => api.call('GET', `/v1/${process}/code-release:${appid}`);
    expect(await read('code-rollbacks')).toMatchObject({ status: 200 });
    await expect
      .poll(() => read('code-releases'), { timeout: 15_000 })
      .toMatchObject({ status: 200, body: { runId: release.firstExecutionRunId, outcome: { kind: 'terminated' } } });
  });
});
