import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inject, onTestFinished, vi } from 'vitest';
import type { KeyRing } from '../../credentials/key-ring.ts';
import { freePort } from '../../scripts/ports.ts';
import { encodingAesKey, type PushOptions, platform, pushOf } from './platform.ts';

/** What an api process is started with. */
export type ApiProcessOptions = {
  /** Where its inbox lies. */
  readonly directory: string;
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly ring: KeyRing;
  readonly idKey: Buffer;
};

/** The real api as a process that can be killed. */
export const startApiProcess = async ({ directory, temporal, ring, idKey }: ApiProcessOptions) => {
  const port = await freePort('127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--enable-source-maps', join(inject('built'), 'api/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      PUBLIC_URL: url,
      WEFT_DATA: directory,
      LOG_LEVEL: 'silent',
      COMPONENT_APPID: platform.component.appid,
      COMPONENT_SECRET: 'unused',
      CALLBACK_TOKEN: platform.callback.token,
      CALLBACK_AES_KEY: encodingAesKey,
      ENCRYPTION_KEYS: ring.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(','),
      ID_KEY: idKey.toString('base64'),
      API_KEYS: `test:viewer:${'0'.repeat(64)}`,
      WECHAT_API_URL: 'http://127.0.0.1:9',
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
    },
  });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const ask = async (path: string) => (await fetch(url + path)).text();
  await vi.waitFor(() => ask('/health'), { timeout: 20_000, interval: 50 });
  return {
    url,
    /** Pushes an inner XML; gives what was said and how long it took in milliseconds. */
    push: async (
      inner: string,
      { path = '/callbacks/component', ...options }: PushOptions & { path?: string } = {},
    ) => {
      const { query, body } = pushOf(inner, options);
      const begun = performance.now();
      const response = await fetch(`${url}${path}?${query}`, { method: 'POST', body });
      return { said: await response.text(), took: performance.now() - begun };
    },
    /** How many callbacks wait in its inbox. */
    waiting: async () => Number(/^weft_inbox_callbacks (\d+)$/m.exec(await ask('/metrics'))?.[1]),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};
