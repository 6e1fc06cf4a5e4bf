import { DefaultLogger, type NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createUnroutedActivities } from '../../activities/unrouted.ts';
import type { Request } from '../../messages/actions.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { dismiss, replay, type UnroutedCallbackOutcome } from '../../messages/unrouted-callback.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { InnerCallback } from '../../routing/read.ts';
import { createUnrouted } from '../../routing/unrouted.ts';
import { createDataConverter } from '../../temporal/data-converter.ts';
import { connectWorker } from '../../worker/connect.ts';
import { authorizerEvent, componentEvent } from '../gateway/platform.ts';
import { startRoutingStage } from './stage.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

let stage: Awaited<ReturnType<typeof startRoutingStage>>;
let connection: NativeConnection;
let stopWorker: () => Promise<void>;
const startWorker = async () => {
  const worker = await Worker.create({
    connection,
    namespace: stage.target.namespace,
    taskQueue: taskQueues.unroutedCallbacks,
    dataConverter: createDataConverter(stage.ring),
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: createUnroutedActivities(stage),
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
  };
};
beforeAll(async () => {
  stage = await startRoutingStage();
  connection = await connectWorker(stage.target);
  stopWorker = await startWorker();
});
afterAll(async () => {
  await stopWorker();
  await connection.close();
  await stage.stop();
});

const request = (why?: string, key?: string): Request => ({
  by: 'alice',
  ...(why ? { why } : {}),
  ...(key ? { idempotency: { key, body: 'the same' } } : {}),
});

/** Has a callback kept that nobody takes now; `again` has it kept once more. */
const keep = async (callback: Omit<InnerCallback, 'receivedAt'>, tries: readonly number[]) => {
  const arrived = { ...callback, receivedAt: Date.now() };
  const unrouted = await stage.router.deliver(arrived);
  if (unrouted.kind !== 'unrouted') throw new Error(`expected that nobody takes it, it was ${unrouted.kind}`);
  const again = () => createUnrouted({ ...stage, tries })(arrived, unrouted);
  await again();
  const id = workflowIds.unroutedCallback(unrouted.key);
  const handle = stage.temporal.workflow.getHandle<() => Promise<ProcessResult<UnroutedCallbackOutcome>>>(id);
  return {
    id,
    handle,
    again,
    progress: () => handle.query(progressQuery),
    outcome: async () => (await handle.result()).progress.outcome,
    asksOps: () =>
      expect
        .poll(() => handle.query(progressQuery), { timeout: 20_000 })
        .toMatchObject({
          attention: 'ops',
          waitingFor: { who: 'ops', what: expect.stringMatching(/Replay or dismiss this callback\.$/) },
        }),
  };
};

const event = (account: string) => ({
  xml: authorizerEvent('weapp_audit_success', `gh_${account}`),
  pathAppid: `wx_${account}`,
});

describe('a callback that nobody takes', () => {
  it('is routed again by itself and finds who was just starting', async () => {
    const kept = await keep(event('starting'), [200, 400, 20_000]);
    const account = await stage.openAccount('wx_starting', 'gh_starting');
    expect(await kept.outcome()).toEqual({ kind: 'delivered', to: account });
    expect(await stage.signalsOf(account)).toMatchObject([{ name: 'accountEvent' }]);
  });

  it('asks ops once its own tries are over, and shows why in the list and in words', async () => {
    const kept = await keep(event('nobody'), [50, 100]);
    await kept.asksOps();
    expect(await kept.progress()).toMatchObject({
      stage: 'delivery',
      waitingFor: { what: expect.stringContaining('The path names wx_nobody, which is no account of ours.') },
      steps: [{ name: 'delivery', state: 'running' }],
    });
    await stage.isListed(`Attention = 'ops' AND AppId = 'wx_nobody' AND WorkflowType = 'unroutedCallback'`);
    await kept.handle.executeUpdate(dismiss, { args: [request()] });
  });

  it('is delivered by a replay, which may come before its own tries', async () => {
    const kept = await keep(event('replayed'), [3_600_000]);
    await stage.openAccount('wx_replayed', 'gh_replayed');
    await kept.handle.executeUpdate(replay, { args: [request('it has authorized now')] });
    expect(await kept.outcome()).toEqual({ kind: 'delivered', to: workflowIds.authorizer('wx_replayed') });
  });

  it('is delivered by a replay that comes with its first step', async () => {
    await stopWorker();
    const kept = await keep(event('hurried'), [3_600_000]);
    await stage.openAccount('wx_hurried', 'gh_hurried');
    const replayed = kept.handle.executeUpdate(replay, { args: [request()] });
    stopWorker = await startWorker();
    await replayed;
    expect(await kept.outcome()).toMatchObject({ kind: 'delivered' });
  });

  it('goes on asking after a replay that nobody took either', async () => {
    const kept = await keep(event('still-nobody'), []);
    await kept.asksOps();
    await kept.handle.executeUpdate(replay, { args: [request()] });
    await kept.asksOps();
    await stage.openAccount('wx_still-nobody', 'gh_still-nobody');
    await kept.handle.executeUpdate(replay, { args: [request()] });
    expect(await kept.outcome()).toMatchObject({ kind: 'delivered' });
  });

  it('is dismissed with who and why, and not kept again when it comes again', async () => {
    const kept = await keep(event('dismissed'), [3_600_000]);
    await kept.handle.executeUpdate(dismiss, { args: [request('a test of ours', 'key-1')] });
    const { progress, answered } = await kept.handle.result();
    expect(progress.outcome).toEqual({ kind: 'dismissed', by: 'alice', why: 'a test of ours' });
    expect(answered).toEqual({ 'key-1': 'the same' });
    await kept.again();
    expect((await kept.handle.describe()).status.name).toBe('COMPLETED');
  });

  it('is kept once however often it comes', async () => {
    const kept = await keep(event('doubled'), [3_600_000]);
    const { runId } = await kept.handle.describe();
    await kept.again();
    expect((await kept.handle.describe()).runId).toBe(runId);
    await kept.handle.executeUpdate(dismiss, { args: [request()] });
  });

  it('lies sealed in the workflow, and is delivered with its secrets sealed', async () => {
    const xml = componentEvent('notify_third_fasteregister', {
      status: 0,
      auth_code: 'queryauthcode@@@kept',
      info: '',
    });
    const kept = await keep({ xml }, [3_600_000]);
    const { about } = await stage.startOf(kept.id);
    expect(JSON.stringify(about)).not.toContain('queryauthcode');
    expect(about).toMatchObject({ xml: { owner: 'callback:xml' }, name: 'notify_third_fasteregister' });
    await kept.handle.executeUpdate(dismiss, { args: [request()] });
  });
});
