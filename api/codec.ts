import { Router } from 'express';
import type { ApiKey } from '../config/api-keys.ts';
import type { KeyRing } from '../credentials/key-ring.ts';
import { createCodecServer } from '../temporal/codec-server.ts';
import { callerOf, permits } from './http/caller.ts';

/** Who may read payloads in Temporal's UI. */
export type CodecOptions = {
  readonly ring: KeyRing;
  readonly temporalUiUrl: string;
  readonly apiKeys: readonly ApiKey[];
  /** Whether this machine needs no key: in development only. */
  readonly openOnLoopback: boolean;
};

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `/codec`, the codec endpoint of Temporal's UI: for admins, and in development for the machine itself. */
export const createCodec = ({ ring, temporalUiUrl, apiKeys, openOnLoopback }: CodecOptions): Router => {
  const uiOrigin = new URL(temporalUiUrl).origin;
  const codec = createCodecServer({
    ring,
    uiOrigin,
    authorize: ({ headers, socket }) => {
      if (openOnLoopback && loopback.has(socket.remoteAddress ?? '')) return true;
      const caller = callerOf(apiKeys, headers.authorization);
      return caller !== undefined && permits(caller.role, 'admin');
    },
  });
  return Router().use('/codec', codec);
};
