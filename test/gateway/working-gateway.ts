import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { inject } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { createApi } from '../../api/app.ts';
import { openInbox } from '../../api/callbacks/inbox.ts';
import { createIds } from '../../credentials/ids.ts';
import { createSealer } from '../../credentials/sealer.ts';
import type { ForwardingRule } from '../../routing/forwarding.ts';
import { connect } from '../../temporal/connect.ts';
import { createDataConverter } from '../../temporal/data-converter.ts';
import { createClient } from '../../wechat/client.ts';
import { decrypt, verify } from '../../wechat/crypto.ts';
import { parseXml } from '../../wechat/xml.ts';
import { connectWorker } from '../../worker/connect.ts';
import { createWorkers } from '../../worker/worker.ts';
import { callsTo } from '../api/calls.ts';
import { listeningServer } from '../api/listening.ts';
import { apiKeys, idKey, ring } from '../api/secrets.ts';
import { newMaterials } from '../materials/new-materials.ts';
import { claimNamespace } from '../namespace.ts';
import { silent } from './gateway.ts';
import { platform, pushOf } from './platform.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** How long WeChat waits for an answer, in milliseconds. */
const patience = 5_000;

/** The whole api before a real Temporal, and workers, with rules; WeChat itself is not there. */
export const startWorkingGateway = async (forwardingRules: readonly ForwardingRule[], cloudPushes = false) => {
  const target = { address: inject('temporalAddress'), namespace: await claimNamespace() };
  const temporal = connect({ ...target, ring });
  const folder = await mkdtemp(join(tmpdir(), 'weft-inbox-'));
  const inbox = await openInbox(folder);
  const { url, server, close } = await listeningServer();
  const weChatApiUrl = 'http://127.0.0.1:9';
  const api = createApi({
    ...platform,
    ...{ temporal, ring, idKey, inbox, apiKeys, forwardingRules, cloudPushes, weChatApiUrl },
    materials: newMaterials(),
    ...{ production: false, publicUrl: url, temporalUiUrl: 'http://temporal.example:8233', log: silent },
  });
  server.on('request', api.app);

  const connection = await connectWorker(target);
  const ofWorker = new Client({ connection, namespace: target.namespace, dataConverter: createDataConverter(ring) });
  const wechat = createClient({
    baseUrl: weChatApiUrl,
    componentAppid: platform.component.appid,
    tokens: async () => Promise.reject(new Error('WeChat is not in this test')),
  });
  const secrets = { sealer: createSealer(ring, idKey), ids: createIds(idKey), componentSecret: 'unused' };
  const workers = await createWorkers({
    ...{ connection, ring, namespace: target.namespace },
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: createActivities({
      ...secrets,
      wechat,
      temporal: ofWorker,
      materials: newMaterials(),
      forwardingRules,
    }),
  });
  const running = workers.run();

  return {
    url,
    temporal,
    inbox,
    call: callsTo(url),
    /** Pushes as WeChat does: who says nothing within 5 s is cut off. */
    push: async (inner: string, path = '/callbacks/authorizers'): Promise<string> => {
      const { query, body } = pushOf(inner);
      const signal = AbortSignal.timeout(patience);
      const response = await fetch(`${url}${path}?${query}`, { method: 'POST', body, signal });
      if (response.status !== 200) throw new Error(`The gateway answered ${response.status}.`);
      return response.text();
    },
    stop: async () => {
      close();
      await api.close();
      workers.shutdown();
      await running;
      await inbox.close();
      await Promise.all([temporal.connection.close(), connection.close()]);
      await rm(folder, { recursive: true });
    },
  };
};

/** The inner XML of a passive reply, whose signature holds. */
export const replyIn = (outer: string) => {
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = parseXml(outer);
  const parts = [platform.callback.token, String(TimeStamp), String(Nonce), String(Encrypt)];
  if (!verify(String(MsgSignature), ...parts)) throw new Error('The signature of the reply is wrong.');
  const { message, appid } = decrypt(platform.callback.aesKey, String(Encrypt));
  if (appid !== platform.component.appid) throw new Error('The reply ends with another appid.');
  return parseXml(message);
};
