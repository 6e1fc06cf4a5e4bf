import { randomBytes } from 'node:crypto';
import { Client } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { expect, inject } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { createIds } from '../../credentials/ids.ts';
import type { KeyRing } from '../../credentials/key-ring.ts';
import { createSealer } from '../../credentials/sealer.ts';
import { createTokenReader } from '../../credentials/tokens.ts';
import { type AuthorizerInput, type AuthorizerView, authorizerView } from '../../messages/authorizer.ts';
import type { ComponentInput } from '../../messages/component.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { ForwardingRule } from '../../routing/forwarding.ts';
import { createRouter } from '../../routing/route.ts';
import type { SimulatorOptions } from '../../simulator/app.ts';
import { createDataConverter } from '../../temporal/data-converter.ts';
import { createClient, type Tokens, type Client as WeChat } from '../../wechat/client.ts';
import { connectWorker } from '../../worker/connect.ts';
import { createHostGate, type HostGate, probeOf } from '../../worker/host-gate.ts';
import { createWorkers } from '../../worker/worker.ts';
import { newMaterials } from '../materials/new-materials.ts';
import { claimNamespace } from '../namespace.ts';
import { startStage } from '../simulator/stage.ts';

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {} } } });

const defaultRing = [{ id: 'test', key: randomBytes(32) }];
/** From which the ids of all stages are made. */
export const idKey = randomBytes(32);
const ids = createIds(idKey);

/** The workers of one host. */
type Host = { readonly end: () => Promise<void> } & Pick<HostGate, 'refusal'>;

/** A simulated WeChat whose pushes go straight through the router, Temporal, and workers with few slots. */
export const startCredentialStage = async (
  options: {
    component?: Partial<ComponentInput>;
    simulator?: Partial<SimulatorOptions>;
    ring?: KeyRing;
    forwardingRules?: readonly ForwardingRule[];
  } = {},
) => {
  const { ring = defaultRing } = options;
  const sealer = createSealer(ring, idKey);
  const address = inject('temporalAddress');
  const namespace = await claimNamespace();
  const connection = await connectWorker({ address, namespace });
  const temporal = new Client({ connection, namespace, dataConverter: createDataConverter(ring) });
  await temporal.workflow.start<(input: ComponentInput) => Promise<void>>('component', {
    workflowId: workflowIds.component(),
    taskQueue: taskQueues.main,
    args: [{ ticketSilence: 60_000, ...options.component }],
  });
  const weChat = await startStage(options.simulator);
  const router = createRouter({ temporal, sealer, ids });
  /** What the router did with the pushes, in their order. */
  const deliveries: Promise<unknown>[] = [];
  weChat.receiver.behave(({ xml }) => {
    deliveries.push(router.deliver({ xml, receivedAt: Date.now() }));
    return {};
  });

  /** The reader of a process of its own. */
  const newTokens = (): Tokens => createTokenReader({ temporal, sealer }).read;
  const wechat = createClient({ baseUrl: weChat.url, componentAppid: weChat.componentAppid, tokens: newTokens() });
  /** The workers of a host whose processes have this ring, and whose calls go this way; gives what ends them. */
  const work = async (ring: KeyRing, way: typeof fetch = fetch): Promise<Host> => {
    // One connection has one worker for each queue.
    const connection = await connectWorker({ address, namespace });
    const sealer = createSealer(ring, idKey);
    const temporal = new Client({ connection, namespace, dataConverter: createDataConverter(ring) });
    const tokens = createTokenReader({ temporal, sealer }).read;
    const gate = createHostGate({ probe: () => probeOf(wechat)(), every: 500 });
    const wechat: WeChat = createClient({
      ...{ baseUrl: weChat.url, componentAppid: weChat.componentAppid, tokens, fetch: way },
      onHostRefused: gate.refused,
    });
    const workers = await createWorkers({
      connection,
      namespace,
      ring,
      activities: createActivities({
        wechat,
        temporal,
        sealer,
        ids,
        componentSecret: weChat.componentSecret,
        materials: newMaterials(),
        forwardingRules: options.forwardingRules ?? [],
      }),
      workflowBundle: { codePath: inject('workflowBundle') },
      slots: { authorizer: 10, component: 10 },
      gate,
    });
    const running = workers.run();
    const end = async () => {
      workers.shutdown();
      await running;
      gate.stop();
      await connection.close();
    };
    return { end, refusal: gate.refusal };
  };
  let host = await work(ring);

  const entity = (appid: string) => temporal.workflow.getHandle(workflowIds.authorizer(appid));
  const view = (appid: string) => entity(appid).query(authorizerView);
  const becomes = async (appid: string, expected: Partial<AuthorizerView>) => {
    await expect.poll(() => view(appid).catch(() => undefined), { timeout: 20_000 }).toMatchObject(expected);
  };
  return {
    ...weChat,
    temporal,
    router,
    sealer,
    ids,
    wechat,
    newTokens,
    tokens: newTokens(),
    /** What keeps the workers from their work, if anything does. */
    hostRefusal: () => host.refusal(),
    /** Workers as those of another host. */
    anotherHost: (way?: typeof fetch) => work(ring, way),
    entity,
    view,
    /** Starts the entity of an account as one would that heard of it first. */
    startAuthorizer: (input: AuthorizerInput) =>
      temporal.workflow.start<(input: AuthorizerInput) => Promise<void>>('authorizer', {
        workflowId: workflowIds.authorizer(input.appid),
        taskQueue: taskQueues.main,
        args: [input],
      }),
    /** What a process with another ring reaches Temporal with. */
    withRing: (other: KeyRing) => new Client({ connection, namespace, dataConverter: createDataConverter(other) }),
    /** Ends the workers and starts others with this ring. */
    restartWorkers: async (next: KeyRing) => {
      await host.end();
      host = await work(next);
    },
    /** Has a ticket pushed. */
    pushTicket: () => weChat.order('/tickets', { does: 'push' }),
    /** Waits until what is shown of an account fits. */
    becomes,
    /** An account whose entity has its authorization and has looked up what WeChat knows of it. */
    authorized: async () => {
      const account = await weChat.account();
      const { appid, userName } = account;
      await becomes(appid, { authorization: 'granted', account: expect.objectContaining({ userName }) });
      return account;
    },
    /** How often WeChat was asked by this path, for one account or in all. */
    callsOf: async (path: string, appid?: string): Promise<number> => {
      const counts = await weChat.ask<{ appid: string; calls: number }[]>(`/calls?path=${encodeURIComponent(path)}`);
      return counts
        .filter((count) => appid === undefined || count.appid === appid)
        .reduce((sum, { calls }) => sum + calls, 0);
    },
    stop: async () => {
      await host.end();
      await weChat.stop();
      await Promise.allSettled(deliveries);
      await connection.close();
    },
  };
};

export type CredentialStage = Awaited<ReturnType<typeof startCredentialStage>>;
