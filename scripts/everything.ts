import { join } from 'node:path';
import { type Config, readConfig } from '../config/config.ts';
import { completeForDevelopment, type Development } from '../config/development.ts';
import { type Journey, playJourney } from './journey/journey.ts';
import { createSay } from './say.ts';
import { type Stack, startStack } from './stack.ts';

/** What can be done while everything runs. */
export type Everything = {
  readonly config: Config;
  /** Where the API and the simulator are reached from this machine. */
  readonly api: string;
  readonly simulator: string;
  readonly playJourney: () => Promise<Journey>;
  /** Resolves when somebody asks for the end: Ctrl-C, or a signal. */
  readonly interrupted: Promise<void>;
};

/** Starts everything, prints the line `ready`, lets `use` do its part, stops everything whatever happened, and exits: 1 where something failed. */
export const withEverything = async (use: (everything: Everything) => Promise<void>): Promise<never> => {
  const say = createSay();
  const interrupted = interruption();
  let stack: Stack | undefined;
  let status = 0;
  try {
    const { config, env, apiKeys } = developmentConfig(process.env);
    stack = await Promise.race([startStack({ config, env, say }), interrupted.then(tooEarly)]);
    printReady(config, apiKeys);
    const { api, simulator } = stack;
    const play = () => playJourney({ api, simulator, apiKeys, say });
    await Promise.race([use({ config, api, simulator, playJourney: play, interrupted }), stack.failed]);
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    status = 1;
  }
  await stack?.stop();
  // What is still starting is killed with this process.
  process.exit(status);
};

const interruption = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

const tooEarly = (): never => {
  throw new Error('Stopped before everything was up.');
};

const developmentConfig = (given: NodeJS.ProcessEnv): Development & { readonly config: Config } => {
  if (given.NODE_ENV === 'production') {
    readConfig(given);
    throw new Error(
      'This starts a simulated WeChat, so it is not for production: run `api` and `worker` of the image.',
    );
  }
  const development = completeForDevelopment(given);
  return { ...development, config: readConfig(development.env) };
};

const printReady = (config: Config, apiKeys: Development['apiKeys']): void => {
  const simulator = `http://localhost:${config.simulatorPort}`;
  console.log(`
ready   API ${config.publicUrl}/docs   Temporal ${config.temporalUiUrl}   simulator ${simulator}/_sim/state
  logs  ${join(config.dataFolder, 'logs')}
  keys  ${Object.entries(apiKeys)
    .map(([role, key]) => `${role} ${key}`)
    .join('\n        ')}
`);
};
