import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Role, roles } from './api-keys.ts';
import { variables } from './variables.ts';

/** An environment completed for developing on one machine. */
export type Development = {
  readonly env: NodeJS.ProcessEnv;
  /** A key of the API for each role, in plain text. */
  readonly apiKeys: Readonly<Record<Role, string>>;
};

/** What holds where the environment says nothing. */
const unlessTold = {
  folder: variables.shape.WEFT_DATA.parse(undefined),
  port: variables.shape.PORT.parse(undefined),
  simulatorPort: variables.shape.SIMULATOR_PORT.parse(undefined),
};

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const base64 = () => randomBytes(32).toString('base64');
const apiKey = z.string().default(() => hex(20));

/** What is made up once; a file of an older version gets what it lacks. */
const madeUp = z.object({
  COMPONENT_APPID: z.string().default(() => `wx${hex(8)}`),
  COMPONENT_SECRET: z.string().default(() => hex(16)),
  CALLBACK_TOKEN: z.string().default(() => hex(16)),
  CALLBACK_AES_KEY: z.string().default(() => base64().slice(0, 43)),
  ENCRYPTION_KEYS: z.string().default(() => `development:${base64()}`),
  ID_KEY: z.string().default(base64),
  apiKeys: z
    .object({ viewer: apiKey, operator: apiKey, approver: apiKey, admin: apiKey, service: apiKey })
    .prefault({}),
});

/**
 * Completes the environment with values of our own, kept in `keys.json` of the data folder so that a restart finds them
 * again. Nothing is made up for production: there it throws.
 */
export const completeForDevelopment = (given: NodeJS.ProcessEnv): Development => {
  if (given.NODE_ENV === 'production') throw new Error('For production every value must be given; none is made up.');
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
  const { apiKeys, ...values } = keptIn(env.WEFT_DATA ?? unlessTold.folder);
  const simulator = `http://127.0.0.1:${env.SIMULATOR_PORT ?? unlessTold.simulatorPort}`;
  const ourKeys = roles.map((role) => `development-${role}:${role}:${sha256(apiKeys[role])}`);
  return {
    apiKeys,
    env: {
      ...values,
      PUBLIC_URL: `http://localhost:${env.PORT ?? unlessTold.port}`,
      WECHAT_API_URL: simulator,
      WECHAT_MP_URL: simulator,
      WECHAT_OPEN_URL: simulator,
      ...env,
      API_KEYS: [env.API_KEYS, ...ourKeys].filter(Boolean).join(','),
    },
  };
};

const keptIn = (folder: string) => {
  const file = join(folder, 'keys.json');
  const kept = madeUp.parse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  return kept;
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
