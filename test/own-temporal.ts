import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../scripts/ports.ts';
import { findTemporalCli } from '../scripts/temporal-cli.ts';
import type { TemporalServerOptions } from '../scripts/temporal-server.ts';
import { userCache } from '../scripts/user-cache.ts';

/** With what a test starts a Temporal server that it alone has, on a port and in a folder of its own; `remove` deletes the folder. */
export const ownTemporal = async (): Promise<{ options: TemporalServerOptions; remove(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'weft-temporal-'));
  const options = {
    cli: await findTemporalCli(userCache(process.env), console.log),
    port: await freePort('127.0.0.1'),
    database: join(folder, 'temporal.db'),
    log: join(folder, 'temporal.log'),
  };
  return { options, remove: () => rm(folder, { recursive: true, force: true }) };
};
