import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LeaseClaim, leaseRequested, leaseReturned } from '../../messages/authorizer.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import type { UnroutedCallbackInput } from '../../messages/unrouted-callback.ts';
import { type CredentialStage, startCredentialStage } from './stage.ts';

let stage: CredentialStage;
beforeAll(async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
});
afterAll(() => stage.stop());

/** An open process: any that stays open and keeps its signals in its history will do. */
const openProcess = async (workflowId: string): Promise<{ claim: LeaseClaim; handle: WorkflowHandle }> => {
  const input: UnroutedCallbackInput = {
    xml: stage.sealer.seal('callback:xml', '<xml></xml>'),
    receivedAt: new Date().toISOString(),
    channel: 'component',
    name: '',
    reason: 'none',
    tries: [],
  };
  const handle = await stage.temporal.workflow.start('unroutedCallback', {
    workflowId,
    taskQueue: taskQueues.main,
    args: [input],
  });
  return { handle, claim: { workflowId, runId: handle.firstExecutionRunId } };
};

const signalsTo = async (handle: WorkflowHandle): Promise<string[]> => {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => signal?.signalName ?? []);
};
const request = (appid: string, claim: LeaseClaim) =>
  stage.entity(appid).signal(leaseRequested, { lease: 'code', claim });
const holderOf = async (appid: string) => (await stage.view(appid)).leases.code?.holder.workflowId;

describe('a lease', () => {
  it('is granted to one process after the other', async () => {
    const { appid } = await stage.authorized();
    const [first, second] = [await openProcess('first'), await openProcess('second')];
    await request(appid, first.claim);
    await request(appid, second.claim);
    await expect.poll(() => signalsTo(first.handle)).toContain('leaseGranted');
    expect((await stage.view(appid)).leases.code?.waiting).toEqual([second.claim]);
    expect(await signalsTo(second.handle)).toEqual([]);
    await stage.entity(appid).signal(leaseReturned, { lease: 'code', claim: first.claim });
    await expect.poll(() => signalsTo(second.handle)).toEqual(['leaseGranted']);
  });

  it('of a holder that closed without giving it back goes to the next', async () => {
    const { appid } = await stage.authorized();
    const [gone, next] = [await openProcess('gone'), await openProcess('next')];
    await request(appid, gone.claim);
    await expect.poll(() => signalsTo(gone.handle)).toEqual(['leaseGranted']);
    await gone.handle.terminate();
    await request(appid, next.claim);
    await expect.poll(() => signalsTo(next.handle)).toEqual(['leaseGranted']);
    expect(await holderOf(appid)).toBe('next');
  });

  it('that can not be told to its holder any more goes to the next', async () => {
    const { appid } = await stage.authorized();
    const [gone, next] = [await openProcess('closed before it asked'), await openProcess('open')];
    await gone.handle.terminate();
    await request(appid, gone.claim);
    await request(appid, next.claim);
    await expect.poll(() => signalsTo(next.handle)).toEqual(['leaseGranted']);
  });

  it('has its holder told when the authorization changes', async () => {
    const { appid } = await stage.authorized();
    const { claim, handle } = await openProcess('parked');
    await request(appid, claim);
    await expect.poll(() => signalsTo(handle)).toEqual(['leaseGranted']);
    await stage.order('/authorizations', { appid, does: 'update', permissionSets: [18, 99] });
    await expect.poll(() => signalsTo(handle)).toContain('authorizationChanged');
  });

  it('keeps holder and queue while the entity continues as new', async () => {
    const appid = 'wx-continuing';
    await stage.startAuthorizer({ appid, historyLimit: 30 });
    const [holder, waiting] = [await openProcess('holder'), await openProcess('waiting')];
    await request(appid, holder.claim);
    await request(appid, waiting.claim);
    const { runId } = await stage.entity(appid).describe();
    await expect
      .poll(async () => {
        await request(appid, holder.claim);
        return (await stage.entity(appid).describe()).runId;
      })
      .not.toBe(runId);
    expect((await stage.view(appid)).leases.code).toMatchObject({ holder: holder.claim, waiting: [waiting.claim] });
    await holder.handle.terminate();
    await request(appid, (await openProcess('one more')).claim);
    await expect.poll(() => signalsTo(waiting.handle)).toContain('leaseGranted');
  });
});
