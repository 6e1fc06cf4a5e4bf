import { readConfig } from '../config/config.ts';
import { createLog } from '../config/log.ts';
import { createSimulator } from './app.ts';

const config = readConfig(process.env);
if (config.production) throw new Error('The simulator is for development and tests: NODE_ENV must not be production.');

const log = createLog('simulator', config.logLevel);
const simulator = createSimulator({
  componentAppid: config.component.appid,
  componentSecret: config.component.secret,
  callbackToken: config.callback.token,
  callbackAesKey: config.callback.aesKey,
  gatewayUrl: config.gatewayUrl,
  authorizationDomain: new URL(config.publicUrl).hostname,
  log: (entry) => log.info(entry),
});

// Whoever reaches it may steer it and read every token, so HOST does not move it off loopback.
const server = simulator.app.listen(config.simulatorPort, config.simulatorHost, (error) => {
  if (error) throw error;
  log.info({ port: config.simulatorPort }, 'The simulated WeChat listens.');
  simulator.start();
});

const stop = async () => {
  await simulator.stop();
  server.closeAllConnections();
  server.close();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
