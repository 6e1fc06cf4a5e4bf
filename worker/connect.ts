import { NativeConnection } from '@temporalio/worker';
import type { TemporalTarget } from '../temporal/connect.ts';

/** A worker's connection, uncompressed: encrypted payloads don't shrink. Throws where Temporal does not answer. */
export const connectWorker = async ({
  namespace: _namespace,
  ...target
}: TemporalTarget): Promise<NativeConnection> => {
  try {
    return await NativeConnection.connect({ ...target, grpcCompression: { codec: 'none' } });
  } catch (error) {
    throw new Error(`Temporal does not answer at ${target.address}: start it, or set TEMPORAL_ADDRESS.`, {
      cause: error,
    });
  }
};
