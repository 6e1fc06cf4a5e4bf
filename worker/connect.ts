import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection } from '@temporalio/worker';
import type { TemporalTarget } from '../temporal/connect.ts';

/** How long a worker that is started while Temporal is away waits for it, and how long between two tries, in milliseconds. */
const patience = 60_000;
const betweenTries = 1_000;

/** A worker's connection, uncompressed: encrypted payloads don't shrink. Throws where Temporal does not answer within `limit` milliseconds. */
export const connectWorker = async (
  { namespace: _namespace, ...target }: TemporalTarget,
  limit = patience,
): Promise<NativeConnection> => {
  const deadline = Date.now() + limit;
  for (;;) {
    try {
      return await NativeConnection.connect({ ...target, grpcCompression: { codec: 'none' } });
    } catch (error) {
      if (Date.now() > deadline) {
        throw new Error(`Temporal does not answer at ${target.address}: start it, or set TEMPORAL_ADDRESS.`, {
          cause: error,
        });
      }
      await sleep(betweenTries);
    }
  }
};
