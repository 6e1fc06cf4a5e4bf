import { createServer } from 'node:http';
import { type Config, readConfig } from '../config/config.ts';
import { completeForDevelopment } from '../config/development.ts';
import { createSimulator } from '../simulator/app.ts';
import { withEverything } from './everything.ts';
import { playPublishCheck } from './play-publish-check.ts';
import { requireFreePort } from './ports.ts';

// WeChat's publish check (全网发布接入检测), played by the simulated WeChat: against the gateway at GATEWAY_URL, else against
// the one that runs here, else against one that is started for it.

const { env } = completeForDevelopment(process.env);
const config = readConfig(env);
const simulator = `http://127.0.0.1:${config.simulatorPort}`;

if (env.GATEWAY_URL || (await answers(`${config.gatewayUrl}/health`))) {
  const stop = (await answers(`${simulator}/_sim/state`)) ? undefined : await startSimulator(config);
  process.exitCode = await playPublishCheck({ config, simulator, gateway: config.gatewayUrl })
    .then(() => 0)
    .catch((error: unknown) => {
      console.error(`\n${error instanceof Error ? error.message : String(error)}`);
      return 1;
    });
  await stop?.();
} else {
  await withEverything(async (everything) => {
    const stopped = everything.interrupted.then((): never => {
      throw new Error('Stopped before the end.');
    });
    await Promise.race([playPublishCheck({ ...everything, gateway: everything.api }), stopped]);
  });
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** The WeChat of a gateway that runs without one: its WECHAT_API_URL is to be this. */
async function startSimulator({ component, callback, simulatorPort, simulatorHost, gatewayUrl }: Config) {
  await requireFreePort(simulatorHost, simulatorPort, 'SIMULATOR_PORT');
  const { app, stop } = createSimulator({
    componentAppid: component.appid,
    componentSecret: component.secret,
    callbackToken: callback.token,
    callbackAesKey: callback.aesKey,
    gatewayUrl,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(simulatorPort, simulatorHost, resolve));
  return async () => {
    await stop();
    server.closeAllConnections();
    server.close();
  };
}
