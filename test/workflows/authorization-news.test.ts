import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminRebindInput, adminRebindTimings } from '../../messages/admin-rebind.ts';
import { authorizationGranted } from '../../messages/authorizer.ts';
import { subjectReuseTimings } from '../../messages/official-account-registration.ts';
import { progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

const granted = new Set<string>();
let stage: FakeStage;
beforeAll(async () => {
  stage = await startFakeStage({
    readSubject: async (appid: string) => ({
      ...{ principalName: '示例', verified: true },
      permissionSets: granted.has(appid) ? [27] : [],
    }),
    readAuthorizer: async (appid: string) => ({
      ...newAuthorizer(appid),
      permissionSets: granted.has(appid) ? [17] : [],
    }),
  });
});
afterAll(() => stage.stop());

const common = { page: '', consent: 'https://weft.example/consents/x', request: { by: 'test' } };
const registering = (officialAccount: string) => ({
  workflow: 'officialAccountRegistration',
  input: { ...common, officialAccount, copyVerification: true, timings: subjectReuseTimings },
});
const rebinding = (appid: string): { workflow: string; input: AdminRebindInput } => ({
  workflow: 'adminRebind',
  input: { ...common, appid, timings: adminRebindTimings },
});

describe('a process that waits for a permission set and holds no lease', () => {
  it.each([
    ['the registration with an official account', registering, 27],
    ['the change of an admin', rebinding, 17],
  ] as const)('%s says what is lacking, and goes on when it is granted and not an hour later', async (_of, of, set) => {
    const appid = `wx${randomUUID().slice(0, 8)}`;
    await stage.account(appid);
    const { workflow, input } = of(appid);
    const process = await stage.temporal.workflow.start(workflow, {
      workflowId: `${workflow}:${appid}`,
      taskQueue: taskQueues.main,
      args: [input],
    });
    const shown = () => process.query(progressQuery);
    await expect
      .poll(shown, { timeout: 20_000 })
      .toMatchObject({ attention: 'merchant', waitingFor: { lacks: { appid, oneOf: [set] } } });
    granted.add(appid);
    const sealed = { keyId: 'k', owner: 'o', fingerprint: 'f', ciphertext: 'c' };
    const entity = stage.temporal.workflow.getHandle(workflowIds.authorizer(appid));
    const grant = { appid, refreshToken: sealed, permissionSets: [set], account: {}, createTime: 1, key: 'k' };
    await entity.signal(authorizationGranted, grant);
    await expect.poll(shown, { timeout: 20_000 }).toMatchObject({ stage: 'consent', links: [{}, { rel: 'consent' }] });
  });
});
