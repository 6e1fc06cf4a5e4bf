import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { Client } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { expect, inject, it, onTestFinished } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { createApi } from '../../api/app.ts';
import { openInbox } from '../../api/callbacks/inbox.ts';
import { createIds } from '../../credentials/ids.ts';
import { owners } from '../../credentials/owners.ts';
import { createSealer } from '../../credentials/sealer.ts';
import { createTokenReader } from '../../credentials/tokens.ts';
import { authorizerView } from '../../messages/authorizer.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { inventSocialCreditCode } from '../../scripts/journey/social-credit-code.ts';
import { createSimulator } from '../../simulator/app.ts';
import { connect } from '../../temporal/connect.ts';
import { createDataConverter } from '../../temporal/data-converter.ts';
import { createClient } from '../../wechat/client.ts';
import { connectWorker } from '../../worker/connect.ts';
import { createWorkers } from '../../worker/worker.ts';
import { callsTo } from '../api/calls.ts';
import { listeningServer } from '../api/listening.ts';
import { apiKeys, idKey, ring } from '../api/secrets.ts';
import { temporaryDirectory } from '../gateway/gateway.ts';
import { encodingAesKey, platform } from '../gateway/platform.ts';
import { wayToTemporal } from '../gateway/way-to-temporal.ts';
import { listen } from '../listen.ts';
import { newMaterials } from '../materials/new-materials.ts';
import { claimNamespace } from '../namespace.ts';
import { searchFolder } from './secret-search.ts';

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {} } } });

const exchange = '/cgi-bin/component/api_query_auth';
const patience = { timeout: 45_000, interval: 100 };

/** Gateway, simulated WeChat and worker; the gateway and the worker reach Temporal by a way that can be stopped. */
const startAll = async () => {
  const namespace = await claimNamespace();
  const way = await wayToTemporal(inject('temporalAddress'));
  await way.open();
  const componentSecret = randomBytes(16).toString('hex');
  const sealer = createSealer(ring, idKey);

  const gateway = await listeningServer();
  const simulator = createSimulator({
    ...{ componentAppid: platform.component.appid, componentSecret, gatewayUrl: gateway.url },
    ...{ callbackToken: platform.callback.token, callbackAesKey: encodingAesKey },
  });
  const weChat = createServer(simulator.app);
  const weChatUrl = `http://127.0.0.1:${await listen(weChat)}`;

  const connection = await connectWorker({ address: way.address, namespace });
  const ofWorker = new Client({ connection, namespace, dataConverter: createDataConverter(ring) });
  const wechat = createClient({
    ...{ baseUrl: weChatUrl, componentAppid: platform.component.appid },
    tokens: createTokenReader({ temporal: ofWorker, sealer }).read,
  });
  const workers = await createWorkers({
    ...{ connection, namespace, ring, workflowBundle: { codePath: inject('workflowBundle') } },
    activities: createActivities({
      wechat,
      temporal: ofWorker,
      sealer,
      ids: createIds(idKey),
      componentSecret,
      materials: newMaterials(),
      forwardingRules: [],
    }),
  });
  const running = workers.run();

  const folder = await temporaryDirectory();
  const openGateway = async () => {
    const temporal = connect({ address: way.address, namespace, ring });
    const inbox = await openInbox(folder);
    const api = createApi({
      ...platform,
      ...{ temporal, ring, idKey, inbox, apiKeys, production: false, publicUrl: gateway.url },
      weChatApiUrl: weChatUrl,
      temporalUiUrl: 'http://temporal.example:8233',
      codePatience: 300,
      materials: newMaterials(),
      log: pino({ level: 'silent' }),
    });
    gateway.server.removeAllListeners('request').on('request', api.app);
    const close = async () => {
      await api.close();
      await inbox.close();
      await temporal.connection.close();
    };
    return { inbox, close };
  };
  let opened = await openGateway();
  simulator.start();
  // Past the way: what the test sees of Temporal is never stopped.
  const watching = connect({ address: inject('temporalAddress'), namespace, ring });

  onTestFinished(async () => {
    await way.open();
    workers.shutdown();
    await running;
    await simulator.stop();
    for (const server of [weChat, gateway.server]) {
      server.closeAllConnections();
      server.close();
    }
    await opened.close();
    for (const each of [watching, ofWorker]) await each.connection.close();
  });
  const ask = async (path: string) => (await fetch(`${weChatUrl}/_sim/${path}`)).json();
  return {
    way,
    folder,
    inbox: () => opened.inbox,
    restartGateway: async () => {
      await opened.close();
      opened = await openGateway();
    },
    temporal: watching,
    call: callsTo(gateway.url),
    secrets: () => ask('secrets'),
    order: async (path: string, order: object) =>
      (await fetch(`${weChatUrl}/_sim/${path}`, { method: 'POST', body: JSON.stringify(order) })).json(),
    /** The accounts whose codes were exchanged, once for each exchange. */
    exchanged: async (): Promise<string[]> => {
      const effects: { path: string; appid: string }[] = await ask('effects');
      return effects.filter(({ path }) => path === exchange).map(({ appid }) => appid);
    },
  };
};

it('codes outlive an outage of Temporal of 15 minutes: nobody is asked to authorize again', {
  timeout: 150_000,
}, async () => {
  const { way, folder, inbox, restartGateway, temporal, call, order, exchanged, secrets } = await startAll();
  // The gateway has its component token from before.
  await expect.poll(() => inbox().tokens.get(owners.componentAccessToken), patience).toBeDefined();
  await order('people', { person: 'legalPerson', does: 'ignore', afterMs: 0 });
  const registration = await call('POST', '/v1/enterprise-registrations', {
    body: {
      ...{ name: '示例餐饮有限公司', code: inventSocialCreditCode(), componentPhone: '13800000000' },
      timings: { window: 600_000, poll: 1_000, remind: [300_000] },
    },
  });
  expect(registration.status).toBe(202);
  const { url } = registration.body as { url: string };
  const shown = async () =>
    (await call('GET', url)).body as { stage: string; links: { rel: string }[]; outcome?: object };
  await expect.poll(async () => (await shown()).links.map(({ rel }) => rel), patience).toContain('authorize-url');

  const link = await call('POST', '/v1/authorization-links', { body: { merchantId: 'm-returned' } });
  const h5 =
    (link.body as { links: { rel: string; href: string }[] }).links.find(({ rel }) => rel === 'h5')?.href ?? '';
  const [, button = ''] = /<a class="button" href="([^"]+)"/.exec(await (await fetch(h5)).text()) ?? [];
  const { accounts: scanned } = (await order('accounts', { authorized: false })) as { accounts: { appid: string }[] };
  const returning = scanned[0]?.appid ?? '';

  await way.stop();
  await restartGateway();
  // A merchant comes back from WeChat's page, and the push of it is lost.
  await order('faults', { event: 'authorized', kind: 'lose' });
  const { redirect } = (await order('scan', { url: button.replaceAll('&amp;', '&'), appid: returning })) as {
    redirect: string;
  };
  const back = await fetch(redirect);
  expect(back.status).toBe(503);
  expect(await back.text()).toContain('正在保存授权结果');
  const made = (await order('accounts', {})) as { accounts: { appid: string }[] };
  await order('people', { person: 'legalPerson', does: 'accept', afterMs: 0 });
  // Long before Temporal is back the codes are exchanged: of an event, of a registration's push, and of the return.
  await expect.poll(async () => (await exchanged()).length, patience).toBe(3);
  await expect.poll(() => inbox().keys('codes', 0, 10).length, patience).toBe(4);
  expect((await searchFolder(folder, await secrets())).findings).toEqual([]);
  await order('clock', { advanceMs: 15 * 60_000 });
  await way.open();

  await expect.poll(() => inbox().waiting().count, patience).toBe(0);
  await expect
    .poll(async () => (await shown()).outcome, patience)
    .toMatchObject({ kind: 'registered', authorized: true });
  const accounts = await exchanged();
  expect(new Set(accounts).size).toBe(3);
  expect(accounts).toHaveLength(3);
  await expect.poll(async () => (await fetch(back.url)).text(), patience).toContain('授权成功');
  const returned = temporal.workflow.getHandle(workflowIds.authorizer(returning));
  await expect.poll(() => returned.query(authorizerView), patience).toMatchObject({ merchantId: 'm-returned' });
  expect(accounts).toContain(made.accounts[0]?.appid);
  for (const appid of accounts) {
    const entity = temporal.workflow.getHandle(workflowIds.authorizer(appid));
    await expect.poll(() => entity.query(authorizerView), patience).toMatchObject({ authorization: 'granted' });
    expect((await call('GET', `/v1/authorizers/${appid}/token`, { as: 'service' })).status).toBe(200);
  }
  const results = [];
  for await (const { workflowId } of temporal.workflow.list({ query: "WorkflowType = 'authorization'" })) {
    results.push(await temporal.workflow.getHandle(workflowId).result());
  }
  expect(results).toEqual(accounts.map(() => expect.objectContaining({ kind: 'exchanged' })));
  expect((await temporal.workflow.count("Attention = 'merchant'")).count).toBe(0);
});
