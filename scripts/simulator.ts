import { join } from 'node:path';
import { readConfig } from '../config/config.ts';
import { completeForDevelopment } from '../config/development.ts';
import { requireFreePort } from './ports.ts';

// The simulated WeChat alone, for whoever has a gateway of their own.

try {
  const { env } = completeForDevelopment(process.env);
  const { simulatorHost, simulatorPort, gatewayUrl, dataFolder } = readConfig(env);
  await requireFreePort(simulatorHost, simulatorPort, 'SIMULATOR_PORT');
  console.log(
    `The simulated WeChat is at http://${simulatorHost}:${simulatorPort}; simulator/README.md tells how to use it.`,
  );
  console.log(`It pushes to ${gatewayUrl}/callbacks/component and ${gatewayUrl}/callbacks/authorizers/<appid>.`);
  console.log(`What the environment does not say of the platform is in ${join(dataFolder, 'keys.json')}.`);
  Object.assign(process.env, env);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
await import('../simulator/main.ts');
