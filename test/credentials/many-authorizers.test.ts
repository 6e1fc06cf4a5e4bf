import { afterAll, beforeAll, expect, it } from 'vitest';
import { taskQueues } from '../../messages/task-queues.ts';
import { type CredentialStage, startCredentialStage } from './stage.ts';

const count = 200;
const refreshPath = '/cgi-bin/component/api_authorizer_token';

let stage: CredentialStage;
let appids: string[];
beforeAll(async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
  const { accounts } = await stage.order<{ accounts: { appid: string }[] }>('/accounts', { count, exchanged: true });
  appids = accounts.map(({ appid }) => appid);
});
afterAll(() => stage.stop());

const refreshes = () => Promise.all(appids.map((appid) => stage.callsOf(refreshPath, appid)));
const askAll = () => Promise.all(appids.map((appid) => stage.wechat.getVersionInfo(appid, {})));

it('200 accounts with dead tokens, asked at once with 10 slots, are all served by one refresh each', async () => {
  const reconciled = await stage.temporal.workflow.execute('authorizerReconciliation', {
    workflowId: 'reconciliation-of-200',
    taskQueue: taskQueues.main,
  });
  expect(reconciled).toEqual({ told: count });
  await expect
    .poll(() => stage.temporal.workflow.count("WorkflowType = 'authorizer' AND Stage = 'granted'"), { timeout: 30_000 })
    .toMatchObject({ count });

  await askAll();
  expect(await refreshes()).toEqual(appids.map(() => 1));

  await stage.order('/tokens/expire', { component: true });
  await askAll();
  expect(await refreshes()).toEqual(appids.map(() => 2));
  expect(await stage.callsOf('/cgi-bin/component/api_component_token')).toBe(2);
}, 120_000);
