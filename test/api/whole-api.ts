import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { type DestinationStream, pino } from 'pino';
import { inject } from 'vitest';
import { createApi } from '../../api/app.ts';
import { type Inbox, openInbox } from '../../api/callbacks/inbox.ts';
import { createDataConverter } from '../../temporal/data-converter.ts';
import { platform } from '../gateway/platform.ts';
import { claimNamespace } from '../namespace.ts';
import { type Call, callsTo } from './calls.ts';
import { listen } from './listening.ts';
import { apiKeys, idKey, ring } from './secrets.ts';

/** The real api, gateway and all, in a namespace of its own. */
export type WholeApi = {
  readonly url: string;
  readonly temporal: Client;
  readonly inbox: Inbox;
  readonly call: Call;
  close(): Promise<void>;
};

/** Opens it; in production the codec endpoint asks for a key. */
export const openWholeApi = async (production: boolean, log?: DestinationStream): Promise<WholeApi> => {
  const connection = Connection.lazy({ address: inject('temporalAddress') });
  const namespace = await claimNamespace();
  const temporal = new Client({ connection, namespace, dataConverter: createDataConverter(ring) });
  const folder = await mkdtemp(join(tmpdir(), 'weft-api-'));
  const inbox = await openInbox(folder);
  const { url, server, close } = await listen();
  const api = createApi({
    ...platform,
    ...{ temporal, ring, idKey, inbox, apiKeys, production, publicUrl: url },
    temporalUiUrl: 'http://temporal.example:8233',
    log: log ? pino({}, log) : pino({ level: 'silent' }),
  });
  server.on('request', api.app);
  return {
    url,
    temporal,
    inbox,
    call: callsTo(url),
    close: async () => {
      close();
      await api.close();
      await inbox.close();
      await connection.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
