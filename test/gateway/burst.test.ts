import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { expect, inject, it, vi } from 'vitest';
import { type AuthorizerInput, authorizerView } from '../../messages/authorizer.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { createDataConverter } from '../../temporal/data-converter.ts';
import { connectWorker } from '../../worker/connect.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { startRoutingStage } from '../routing/stage.ts';
import { startApiProcess } from './api-process.ts';
import { temporaryDirectory } from './gateway.ts';
import { authorizerEvent, pushOf } from './platform.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const connections = 64;
const queriesAtOnce = 16;
/** WeChat cuts the connection after 5 s and pushes again. */
const patienceOfWeChat = 5_000;
const accounts = Array.from({ length: 250 }, (_, index) => ({ appid: `wx_${index}`, userName: `gh_${index}` }));
/** Each account's events differ in their time; the last one comes twice, as WeChat repeats a push. */
const distinct = 9;
const times = [...Array.from({ length: distinct }, (_, index) => index + 1), distinct];

/** Runs work over all items, so many at once. */
const eachOf = async <T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> => {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of rest) await work(item);
    }),
  );
};

const startEntities = async () => {
  const stage = await startRoutingStage();
  const connection = await connectWorker(stage.target);
  const worker = await Worker.create({
    connection,
    namespace: stage.target.namespace,
    taskQueue: taskQueues.main,
    dataConverter: createDataConverter(stage.ring),
    workflowBundle: { codePath: inject('workflowBundle') },
    maxCachedWorkflows: accounts.length,
  });
  const running = worker.run();
  await eachOf(accounts, connections, async ({ appid, userName }) => {
    await stage.temporal.workflow.start<(input: AuthorizerInput) => Promise<void>>('authorizer', {
      workflowId: workflowIds.authorizer(appid),
      taskQueue: taskQueues.main,
      args: [{ appid, state: { ...newAuthorizer(appid), account: { userName } } }],
      typedSearchAttributes: [{ key: searchAttributes.ExternalIds, value: [externalIds.userName(userName)] }],
    });
  });
  const stop = async () => {
    worker.shutdown();
    await running;
    await connection.close();
    await stage.stop();
  };
  return { ...stage, stop };
};

/** Pushes as fast as 64 connections can; gives what was said, how often, and the longest wait in milliseconds. */
const pushAll = async (url: string, pushes: readonly (ReturnType<typeof pushOf> & { readonly path: string })[]) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const said: Record<string, number> = {};
  let longest = 0;
  await eachOf(pushes, connections, async ({ path, query, body }) => {
    const begun = performance.now();
    const answer = await new Promise<string>((resolve, reject) => {
      request(`${url}${path}?${query}`, { method: 'POST', agent }, (response) => text(response).then(resolve, reject))
        .on('error', reject)
        .end(body);
    });
    said[answer] = (said[answer] ?? 0) + 1;
    longest = Math.max(longest, performance.now() - begun);
  });
  agent.destroy();
  return { said, longest };
};

it(`a burst of ${accounts.length * times.length} callbacks over ${accounts.length} accounts: each answered "success", each distinct one applied once, though the gateway is killed while it delivers`, {
  timeout: 240_000,
}, async () => {
  const { stop, ...stage } = await startEntities();
  const options = {
    directory: await temporaryDirectory(),
    temporal: stage.target,
    ring: stage.ring,
    idKey: stage.idKey,
  };
  const first = await startApiProcess(options);
  const pushes = times.flatMap((time) =>
    accounts.map(({ appid, userName }) => ({
      path: `/callbacks/authorizers/${appid}`,
      ...pushOf(authorizerEvent('weapp_audit_success', userName, { CreateTime: time })),
    })),
  );
  const { said, longest } = await pushAll(first.url, pushes);
  expect(said).toEqual({ success: accounts.length * times.length });
  expect(longest).toBeLessThan(patienceOfWeChat);

  const before = await first.waiting();
  expect(before).toBeGreaterThan(0);
  await expect.poll(first.waiting, { timeout: 60_000, interval: 20 }).toBeLessThan(before);
  await first.kill();
  const second = await startApiProcess(options);
  expect(await second.waiting()).toBeGreaterThan(0);
  await expect.poll(second.waiting, { timeout: 120_000, interval: 100 }).toBe(0);

  const applied: Record<number, number> = {};
  await eachOf(accounts, queriesAtOnce, async ({ appid }) => {
    const entity = stage.temporal.workflow.getHandle(workflowIds.authorizer(appid));
    // The worker still has the burst before it: the server gives a query up that it does not get to in time.
    const { eventCount } = await vi.waitFor(() => entity.query(authorizerView), { timeout: 60_000, interval: 100 });
    applied[eventCount] = (applied[eventCount] ?? 0) + 1;
  });
  expect(applied).toEqual({ [distinct]: accounts.length });
  expect((await stage.temporal.workflow.count(`WorkflowType = 'unroutedCallback'`)).count).toBe(0);
  await stop();
});
