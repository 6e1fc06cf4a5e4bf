import { ApplicationFailure } from '@temporalio/common';
import type { Sealer } from '../credentials/sealer.ts';
import type { Sealed } from '../messages/sealed.ts';

/** Activities of entities whose keys are rotated. */
export const createResealingActivities = (sealer: Sealer) => ({
  /** Seals credentials under the ring's first key. Fails at once where a key they are under has left the ring. */
  sealAnew: async (credentials: readonly Sealed[]): Promise<Sealed[]> => {
    try {
      return credentials.map((sealed) => sealer.seal(sealed.owner, sealer.open(sealed, sealed.owner)));
    } catch (error) {
      throw ApplicationFailure.nonRetryable(error instanceof Error ? error.message : String(error), 'KeyMissing');
    }
  },
});

export type ResealingActivities = ReturnType<typeof createResealingActivities>;
