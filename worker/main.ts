import { join } from 'node:path';
import { Client as TemporalClient } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { readConfig } from '../config/config.ts';
import { createLog } from '../config/log.ts';
import { withCloudToken } from '../credentials/cloud-token.ts';
import { createIds } from '../credentials/ids.ts';
import { createPlatformClient } from '../credentials/platform-client.ts';
import { createSealer } from '../credentials/sealer.ts';
import { createTokenReader } from '../credentials/tokens.ts';
import { createMaterialDirectory } from '../materials/directory.ts';
import { createDataConverter } from '../temporal/data-converter.ts';
import type { Client } from '../wechat/client.ts';
import { connectWorker } from './connect.ts';
import { serveHealth } from './health.ts';
import { createHostGate, probeOf } from './host-gate.ts';
import { temporalLogger } from './temporal-logger.ts';
import { createWorkers, ensureExisting } from './worker.ts';

const config = readConfig(process.env);
const log = createLog('worker', config.logLevel);
// Before anything else of the worker; it also drains the workers on SIGTERM and SIGINT.
Runtime.install({ logger: temporalLogger(log, () => startAfresh()), telemetryOptions: { logging: { forward: {} } } });

/** How long calls under way may take before a worker ends that lost a task, in milliseconds. */
const grace = 25_000;
/**
 * With a full cache the SDK (1.24) may drop the task of a workflow that is asked and told something in the same moment.
 * That workflow then stands still until this process has ended, as after a crash: whoever runs it starts it again.
 */
const startAfresh = () => {
  if (process.exitCode === 1) return;
  log.error("Temporal's SDK lost the task of a workflow, so this worker ends and is to be started again.");
  process.exitCode = 1;
  workers.shutdown();
  // The lost task is never done, and so the workers would wait for ever.
  setTimeout(() => process.exit(), grace).unref();
};

const { namespace } = config.temporal;
const ring = config.encryptionKeys;
const connection = await connectWorker(config.temporal);
const temporal = new TemporalClient({ connection, namespace, dataConverter: createDataConverter(ring) });
const sealer = createSealer(ring, config.idKey);
const { cloudTokenFile } = config;
const tickets = cloudTokenFile === undefined;
const entityTokens = createTokenReader({ temporal, sealer });
const gate = createHostGate({
  probe: () => probeOf(wechat)(),
  changed: (refusal) => {
    if (refusal) log.error({ errcode: refusal.failure.errcode, rid: refusal.failure.rid }, refusal.why);
    else log.info('WeChat takes calls from this host again: it goes on.');
  },
});
const wechat: Client = createPlatformClient({
  ...config,
  componentAppid: config.component.appid,
  tokens: (cloudTokenFile ? withCloudToken(entityTokens, cloudTokenFile) : entityTokens).read,
  cloud: cloudTokenFile !== undefined,
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
    ids: createIds(config.idKey),
    materials: createMaterialDirectory(join(config.dataFolder, 'materials'), ring),
    componentSecret: config.component.secret,
    forwardingRules: config.forwardingRules,
    tickets,
  }),
  ...(config.workflowBundle ? { workflowBundle: { codePath: config.workflowBundle } } : {}),
  cachedWorkflows: config.cachedWorkflows,
  slots: { authorizer: config.credentialSlots, component: config.credentialSlots },
  gate,
});
const health = config.workerPort && serveHealth({ host: config.host, port: config.workerPort }, gate.refusal);
await ensureExisting(temporal, { tickets });
log.info({ namespace }, 'The worker takes work.');
await workers.run();
gate.stop();
if (health) health.close();
await connection.close();
