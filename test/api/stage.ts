import type { Client } from '@temporalio/client';
import { type DestinationStream, pino } from 'pino';
import { expect, inject, vi } from 'vitest';
import { mountRoutes } from '../../api/http/mount.ts';
import { createPageLinks, type PageLinks } from '../../api/pages/link.ts';
import { pageLinkRoutes } from '../../api/pages/link-routes.ts';
import { createPages } from '../../api/pages/router.tsx';
import { processRoutes } from '../../api/routes/process-routes.ts';
import { createServer } from '../../api/server.ts';
import { createIds } from '../../credentials/ids.ts';
import { connect } from '../../temporal/connect.ts';
import { newMaterials } from '../materials/new-materials.ts';
import { claimNamespace } from '../namespace.ts';
import { type Call, callsTo } from './calls.ts';
import { errandProcess } from './errand-process.ts';
import { listeningServer } from './listening.ts';
import { apiKeys, idKey, ring } from './secrets.ts';
import { startTestWorker } from './test-worker.ts';

/** The operations API of the errand over real HTTP, in a namespace of its own. */
export type Stage = {
  readonly url: string;
  readonly temporal: Client;
  readonly pages: PageLinks;
  readonly call: Call;
  /** Waits until reading this process answers something that matches. */
  shows(path: string, expected: object): Promise<void>;
  close(): Promise<void>;
};

/** How a stage differs from one at the run's Temporal without a worker. */
export type StageOptions = {
  /** Where another Temporal is. */
  readonly address?: string;
  /** What receives the lines of the log. */
  readonly log?: DestinationStream;
  /** How long Temporal may take, in milliseconds. */
  readonly limit?: number;
  /** Whether somebody works on errands. */
  readonly worker?: boolean;
};

/** Opens the stage. */
export const openStage = async ({ address, log, limit, worker }: StageOptions = {}): Promise<Stage> => {
  const namespace = await claimNamespace();
  const temporal = connect({ address: address ?? inject('temporalAddress'), namespace, ring });
  const stopWorker = worker ? await startTestWorker('./errand-workflows.ts', namespace) : async () => {};
  const { url, server, close } = await listeningServer();
  const pages = createPageLinks(idKey, url);
  const deps = {
    temporal,
    ids: createIds(idKey),
    pages,
    materials: newMaterials(),
    publicUrl: url,
    production: false,
    temporalUiUrl: 'http://temporal.example',
  };
  server.on(
    'request',
    createServer(log ? pino({}, log) : pino({ level: 'silent' }), [
      mountRoutes([...processRoutes(deps, errandProcess), ...pageLinkRoutes(deps, [errandProcess])], {
        ...{ apiKeys, temporal },
        ...(limit ? { limit } : {}),
      }),
      createPages({ temporal, pages, processes: [errandProcess] }),
    ]),
  );
  const call = callsTo(url);
  return {
    url,
    temporal,
    pages,
    call,
    shows: (path, expected) =>
      vi.waitFor(async () => expect((await call('GET', path)).body).toMatchObject(expected), {
        timeout: 15_000,
        interval: 100,
      }),
    close: async () => {
      await stopWorker();
      close();
      await temporal.connection.close();
    },
  };
};
