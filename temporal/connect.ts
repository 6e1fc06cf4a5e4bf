import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import type { KeyRing } from '../credentials/key-ring.ts';
import { createDataConverter } from './data-converter.ts';

/** Where Temporal is and how to reach it; `address` is host and port. */
export type TemporalTarget = Pick<ConnectionOptions, 'tls'> & {
  readonly address: string;
  readonly namespace: string;
  readonly apiKey?: string;
};

/**
 * A client whose payloads are encrypted. It connects with its first call, so it can be made while Temporal is stopped;
 * calls then retry for longer than a caller may want: give each a limit with `withDeadline`.
 */
export const connect = ({ namespace, ring, ...target }: TemporalTarget & { readonly ring: KeyRing }): Client => {
  // gRPC alone would wait for up to 2 minutes after an outage before it looks again; codes that wait live 10 minutes.
  const channelArgs = { 'grpc.max_reconnect_backoff_ms': 5_000 };
  return new Client({
    connection: Connection.lazy({ ...target, channelArgs }),
    namespace,
    dataConverter: createDataConverter(ring),
  });
};
