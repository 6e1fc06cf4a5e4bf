import { DefaultLogger, type NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createUnroutedActivities } from '../../activities/unrouted.ts';
import { createIds } from '../../credentials/ids.ts';
import { createSealer } from '../../credentials/sealer.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { declarations } from '../../routing/declared.ts';
import type { Payloads } from '../../routing/read.ts';
import { createRouter } from '../../routing/route.ts';
import { createDataConverter } from '../../temporal/data-converter.ts';
import { parseBody } from '../../wechat/body.ts';
import { connectWorker } from '../../worker/connect.ts';
import { acceptedOf, pageIn } from '../api/answers.ts';
import { idKey, ring } from '../api/secrets.ts';
import { openWholeApi, type WholeApi } from '../api/whole-api.ts';
import { authorizerEvent, componentEvent, pushOf } from '../gateway/platform.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

let api: WholeApi;
let connection: NativeConnection;
beforeAll(async () => {
  api = await openWholeApi(false);
  const { namespace } = api.temporal.options;
  connection = await connectWorker({ address: inject('temporalAddress'), namespace });
});
afterAll(async () => {
  await connection.close();
  await api.close();
});

const sealer = createSealer(ring, idKey);
const ids = createIds(idKey);

/** A worker of one version of Weft: the one of this source, or one that reads other payloads. */
const startVersion = async (payloads: Payloads = declarations) => {
  const { temporal } = api;
  const worker = await Worker.create({
    connection,
    namespace: temporal.options.namespace,
    taskQueue: taskQueues.unroutedCallbacks,
    dataConverter: createDataConverter(ring),
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: createUnroutedActivities({ router: createRouter({ temporal, sealer, ids, payloads }), sealer }),
  });
  const running = worker.run();
  let stopping: Promise<void> | undefined;
  const stop = () => {
    if (!stopping) worker.shutdown();
    stopping ??= running;
    return stopping;
  };
  onTestFinished(stop);
  return { stop };
};

/** An account that is known; nobody works on it, so what it is told stays in its history. */
const openAccount = async (appid: string, userName: string) => {
  const workflowId = workflowIds.authorizer(appid);
  await api.temporal.workflow.start('authorizer', {
    workflowId,
    taskQueue: 'nobody',
    typedSearchAttributes: [{ key: searchAttributes.ExternalIds, value: [externalIds.userName(userName)] }],
  });
  return workflowId;
};
const signalsTo = async (workflowId: string) => {
  const { events } = await api.temporal.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => signal?.signalName ?? []);
};

const kept = z.object({ waitingFor: z.object({ until: z.string() }).optional() });
const unrouted = async () => pageIn(await api.call('GET', '/v1/unrouted-callbacks')).items;

/** Pushes a body as WeChat does; gives the unrouted callback that keeps it. */
const pushUnrouted = async (body: string, path: string) => {
  const known = new Set((await unrouted()).map(({ id }) => id));
  const { query, body: outer } = pushOf(body);
  const answer = await fetch(`${api.url}${path}?${query}`, { method: 'POST', body: outer });
  expect([answer.status, await answer.text()]).toEqual([200, 'success']);
  const fresh = async () => (await unrouted()).find(({ id }) => !known.has(id))?.id;
  await expect.poll(fresh, { timeout: 20_000 }).toBeDefined();
  const url = `/v1/unrouted-callbacks/${await fresh()}`;
  const shown = async () => (await api.call('GET', url)).body;
  const until = async () => kept.parse(await shown()).waitingFor?.until;
  const replay = async () => acceptedOf(await api.call('POST', `${url}/actions/replay`, { body: {} }));
  return {
    replay,
    shows: (expected: object) => expect.poll(shown, { timeout: 20_000 }).toMatchObject(expected),
    /** A replay that changes nothing but when it is tried next. */
    replayInVain: async () => {
      const before = await until();
      await replay();
      await expect.poll(until, { timeout: 20_000 }).not.toBe(before);
    },
  };
};

const waitsBecause = (reason: string) => ({ live: true, waitingFor: { what: expect.stringContaining(reason) } });
const deliveredTo = (to: string) => ({ outcome: { kind: 'delivered', to } });

describe('a callback that lacks a needed field', () => {
  const withoutNickname = authorizerEvent('wxa_nickname_audit', 'gh_fixed', { ret: 3, reason: 'for nobody to see' });
  const fixed: Payloads = {
    ...declarations,
    wxaNicknameAudit: { payload: declarations.wxaNicknameAudit.payload.partial({ nickname: true }) },
  };

  it.each([
    ['XML', 'wx_fixed_xml', withoutNickname],
    ['JSON', 'wx_fixed_json', JSON.stringify({ ...parseBody(withoutNickname), ToUserName: 'gh_json', CreateTime: 1 })],
  ])(
    'is kept with the reason, and delivered by a replay once a version can read it: %s',
    async (_what, appid, body) => {
      const account = await openAccount(appid, String(parseBody(body).ToUserName));
      const current = await startVersion();
      const callback = await pushUnrouted(body, `/callbacks/authorizers/${appid}`);
      const reason = waitsBecause('It does not fit its declaration at: nickname.');
      await callback.shows(reason);
      await callback.replayInVain();
      await callback.shows(reason);
      await current.stop();
      await startVersion(fixed);
      await callback.replay();
      await callback.shows(deliveredTo(account));
      expect(await signalsTo(account)).toEqual(['accountEvent']);
    },
  );

  it('has its authorization code exchanged before anybody replays it, and once', async () => {
    const account = await openAccount('wx_registered', 'gh_registered');
    const code = 'queryauthcode@@@statusless';
    const body = componentEvent('notify_third_fasteregister', { appid: 'wx_registered', auth_code: code, msg: 'OK' });
    const current = await startVersion();
    const callback = await pushUnrouted(body, '/callbacks/component');
    await callback.shows(waitsBecause('It does not fit its declaration at: status.'));
    const exchange = api.temporal.workflow.getHandle(workflowIds.authorization(ids.hmac('authorization-code', code)));
    const { type, runId } = await exchange.describe();
    expect(type).toBe('authorization');
    await callback.replayInVain();
    await current.stop();
    const { payload } = declarations.notifyThirdFasteregister;
    await startVersion({ ...declarations, notifyThirdFasteregister: { payload: payload.partial({ status: true }) } });
    await callback.replay();
    await callback.shows(deliveredTo(account));
    expect((await exchange.describe()).runId).toBe(runId);
  });
});

describe('a callback of an account that is not known yet', () => {
  it('is kept with the reason, and delivered by a replay once the account is known', async () => {
    await startVersion();
    const body = authorizerEvent('wxa_nickname_audit', 'gh_later', { ret: 3, nickname: 'a name' });
    const callback = await pushUnrouted(body, '/callbacks/authorizers/wx_later');
    await callback.shows(waitsBecause('The path names wx_later, which is no account of ours.'));
    await callback.replayInVain();
    const account = await openAccount('wx_later', 'gh_later');
    await callback.replay();
    await callback.shows(deliveredTo(account));
    expect(await signalsTo(account)).toEqual(['accountEvent']);
  });
});
