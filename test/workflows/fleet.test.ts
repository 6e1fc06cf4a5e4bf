import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExtSources } from '../../ext/sources.ts';
import { changeSettings, type SettingsChange } from '../../messages/account-settings.ts';
import { type AuthorizerInput, authorizerView, releaseRecorded } from '../../messages/authorizer.ts';
import { declareFleet, type FleetInput, type FleetSettings } from '../../messages/fleet.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

let stage: FakeStage;
beforeAll(async () => {
  stage = await startFakeStage({});
});
afterAll(() => stage.stop());

const request = { by: 'ops' };

describe('what is declared', () => {
  it('for all outlives that the entity continued as new, and is taken once by a key', async () => {
    const { temporal } = stage;
    const sources = () => createExtSources(temporal);
    expect(await sources().fleet()).toBeUndefined();
    const handle = await temporal.workflow.start<(input: FleetInput) => Promise<void>>('fleet', {
      workflowId: workflowIds.fleet(),
      taskQueue: taskQueues.main,
      args: [{ historyLimit: 15 }],
    });
    const declare = (settings: Partial<FleetSettings>, idempotency?: { key: string; body: string }) =>
      handle.executeUpdate(declareFleet, {
        args: [{ ...settings, request: { ...request, ...(idempotency ? { idempotency } : {}) } }],
      });
    const key = { key: 'k', body: 'b' };
    await declare({ ext: { window: { title: 'a' } } });
    await declare({ variables: { shop: 1 } }, key);
    await declare({ variables: { shop: 2 } }, key);
    await expect(declare({}, { key: 'k', body: 'other' })).rejects.toMatchObject({
      cause: { type: 'IdempotencyConflict' },
    });
    const moved = async () => {
      await declare({ ext: { window: { title: 'b' } } });
      return (await temporal.workflow.getHandle(workflowIds.fleet()).describe()).runId;
    };
    await expect.poll(moved).not.toBe(handle.firstExecutionRunId);
    expect(await sources().fleet()).toMatchObject({ ext: { window: { title: 'b' } }, variables: { shop: 1 } });
  });

  it('of an account, and the ext.json that is online, outlive that its entity continued as new', async () => {
    const { temporal } = stage;
    const handle = await temporal.workflow.start<(input: AuthorizerInput) => Promise<void>>('authorizer', {
      workflowId: workflowIds.authorizer('wx1'),
      taskQueue: taskQueues.main,
      args: [{ appid: 'wx1', historyLimit: 15 }],
    });
    const change = (asked: SettingsChange) => handle.executeUpdate(changeSettings, { args: [{ ...asked, request }] });
    await change({ tags: ['a'], variables: { shop: 7 }, ext: { window: {} } });
    await expect(change({ addTags: Array.from({ length: 20 }, (_, index) => `t${index}`) })).rejects.toMatchObject({
      cause: { type: 'NotNow' },
    });
    const release = { auditid: 1, userVersion: '1', templateId: 1, at: '2026-11-24T00:00:00.000Z', workflowId: 'r' };
    await handle.signal(releaseRecorded, { ...release, extHash: 'h', ext: { extAppid: 'wx1' } });
    const current = temporal.workflow.getHandle(workflowIds.authorizer('wx1'));
    const moved = async () => {
      await current.executeUpdate(changeSettings, { args: [{ addTags: ['b'], request }] });
      return (await current.describe()).runId;
    };
    await expect.poll(moved).not.toBe(handle.firstExecutionRunId);
    expect(await current.query(authorizerView)).toMatchObject({
      ...{ tags: ['a', 'b'], variables: { shop: 7 }, ext: { window: {} } },
      ledger: [{ ...release, extHash: 'h' }],
      onlineExt: { extAppid: 'wx1' },
    });
  });
});
