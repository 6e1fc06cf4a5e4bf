import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import { inject } from 'vitest';
import { createApi } from '../../api/app.ts';
import { type Inbox, openInbox } from '../../api/callbacks/inbox.ts';
import type { ForwardingRule } from '../../routing/forwarding.ts';
import { connect } from '../../temporal/connect.ts';
import { platform } from '../gateway/platform.ts';
import { newMaterials } from '../materials/new-materials.ts';
import { claimNamespace } from '../namespace.ts';
import { type Call, callsTo } from './calls.ts';
import { listeningServer } from './listening.ts';
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
export const openWholeApi = async (
  production: boolean,
  more: { readonly forwardingRules?: readonly ForwardingRule[] } = {},
): Promise<WholeApi> => {
  const temporal = connect({ address: inject('temporalAddress'), namespace: await claimNamespace(), ring });
  const folder = await mkdtemp(join(tmpdir(), 'weft-api-'));
  const inbox = await openInbox(folder);
  const { url, server, close } = await listeningServer();
  const api = createApi({
    ...{ ...platform, ...more },
    ...{ temporal, ring, idKey, inbox, apiKeys, production, publicUrl: url },
    materials: newMaterials(),
    temporalUiUrl: 'http://temporal.example:8233',
    weChatApiUrl: 'http://127.0.0.1:9',
    log: pino({ level: 'silent' }),
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
      await temporal.connection.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
