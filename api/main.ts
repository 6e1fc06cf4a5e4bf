import { createServer } from 'node:http';
import { join } from 'node:path';
import { readConfig } from '../config/config.ts';
import { createLog } from '../config/log.ts';
import { createMaterialDirectory } from '../materials/directory.ts';
import { keepTidy } from '../materials/tidying.ts';
import { connect } from '../temporal/connect.ts';
import { aesKeyOf } from '../wechat/crypto.ts';
import { createApi } from './app.ts';
import { openInbox } from './callbacks/inbox.ts';
import { holderGoesOn } from './materials/holder.ts';
import { publicUrlTrouble } from './pages/public-url.ts';

/** How long streams and requests under way may take once we are asked to stop, in milliseconds. */
const grace = 5_000;

const config = readConfig(process.env);
const log = createLog('api', config.logLevel);
const temporal = connect({ ...config.temporal, ring: config.encryptionKeys });
const inbox = await openInbox(join(config.dataFolder, 'inbox'));
const materials = createMaterialDirectory(join(config.dataFolder, 'materials'), config.encryptionKeys);
const stopTidying = keepTidy(materials, holderGoesOn(temporal), (error) =>
  log.warn({ err: error }, 'Unused materials could not be deleted.'),
);
const { aesKey, previousAesKey, token } = config.callback;
const api = createApi({
  ...config,
  callback: {
    token,
    aesKey: aesKeyOf(aesKey),
    ...(previousAesKey ? { previousAesKey: aesKeyOf(previousAesKey) } : {}),
  },
  temporal,
  ring: config.encryptionKeys,
  inbox,
  materials,
  log,
});
const server = createServer(api.app);
const trouble = config.production ? publicUrlTrouble(config.publicUrl) : undefined;
if (trouble) log.warn(trouble.en);

const stop = async () => {
  log.info('The api stops.');
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), grace).unref();
  await closed;
  stopTidying();
  await api.close();
  await inbox.close();
  await temporal.connection.close();
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);

server.on('error', (error) => {
  log.fatal({ err: error }, `The api can not listen on ${config.host}:${config.port}; is the port taken?`);
  process.exit(1);
});
server.listen(config.port, config.host, () => log.info({ url: config.publicUrl }, 'The api serves.'));
