import { Client, Connection } from '@temporalio/client';
import { type DestinationStream, pino } from 'pino';
import { expect, inject, vi } from 'vitest';
import { mountRoutes } from '../../api/http/mount.ts';
import { createPageLinks, type PageLinks } from '../../api/pages/link.ts';
import { createPages } from '../../api/pages/router.tsx';
import { processRoutes } from '../../api/routes/process-routes.ts';
import { createServer } from '../../api/server.ts';
import { createIds } from '../../credentials/ids.ts';
import { createDataConverter } from '../../temporal/data-converter.ts';
import { claimNamespace } from '../namespace.ts';
import { type Call, callsTo } from './calls.ts';
import { errandProcess } from './errand-process.ts';
import { listen } from './listening.ts';
import { apiKeys, idKey, ring } from './secrets.ts';
import { startTestWorker } from './test-worker.ts';

/** The operations API of the errand over real HTTP, in a namespace of its own. */
export type Stage = {
  readonly url: string;
  readonly temporal: Client;
  readonly pages: PageLinks;
  readonly call: Call;
  /** Starts a worker; call what it returns to stop it. */
  startWorker(): Promise<() => Promise<void>>;
  /** Waits until reading this process answers something that matches. */
  shows(path: string, expected: object): Promise<void>;
  close(): Promise<void>;
};

/** Where another Temporal is, what receives the lines of the log, and how long Temporal may take, in milliseconds. */
export type StageOptions = { readonly address?: string; readonly log?: DestinationStream; readonly limit?: number };

/** Opens the stage. */
export const openStage = async ({ address, log, limit }: StageOptions = {}): Promise<Stage> => {
  const namespace = await claimNamespace();
  const connection = Connection.lazy({ address: address ?? inject('temporalAddress') });
  const temporal = new Client({ connection, namespace, dataConverter: createDataConverter(ring) });
  const { url, server, close } = await listen();
  const pages = createPageLinks(idKey, url);
  const deps = { temporal, ids: createIds(idKey), pages, publicUrl: url, temporalUiUrl: 'http://temporal.example' };
  server.on(
    'request',
    createServer(log ? pino({}, log) : pino({ level: 'silent' }), [
      mountRoutes(processRoutes(deps, errandProcess), { apiKeys, temporal, ...(limit ? { limit } : {}) }),
      createPages({ temporal, pages, processes: [errandProcess] }),
    ]),
  );
  const call = callsTo(url);
  return {
    url,
    temporal,
    pages,
    call,
    startWorker: () => startTestWorker('./errand-workflows.ts', namespace),
    shows: (path, expected) =>
      vi.waitFor(async () => expect((await call('GET', path)).body).toMatchObject(expected), {
        timeout: 15_000,
        interval: 100,
      }),
    close: async () => {
      close();
      await connection.close();
    },
  };
};
