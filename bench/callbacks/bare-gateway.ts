import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../scripts/child.ts';
import { freePort } from '../../scripts/ports.ts';
import { waitFor } from '../../scripts/wait-for.ts';

/** Measures with the bare Express handler in a process of its own, as the api has one. */
export const withBareGateway = async <T>(measure: (port: number) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-bench-'));
  const port = await freePort('127.0.0.1');
  const child = await startChild({
    name: 'the bare handler',
    command: process.execPath,
    args: ['--import', 'tsx', 'bench/callbacks/bare-express.ts'],
    env: { PATH: process.env.PATH, PORT: String(port) },
    log: join(folder, 'log'),
  });
  try {
    await waitFor('The bare handler', 20_000, () => fetch(`http://127.0.0.1:${port}`));
    return await Promise.race([measure(port), child.failed]);
  } finally {
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
