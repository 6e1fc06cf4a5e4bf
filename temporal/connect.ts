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
export const connect = ({ namespace, ring, ...target }: TemporalTarget & { readonly ring: KeyRing }): Client =>
  new Client({ connection: Connection.lazy(target), namespace, dataConverter: createDataConverter(ring) });
