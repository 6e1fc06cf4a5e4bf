import { ActivityFailure, proxyActivities, setHandler } from '@temporalio/workflow';
import type { ResealingActivities } from '../activities/resealing.ts';
import { keysRotated } from '../messages/key-rotation.ts';
import { credentialsIn, withCredentials } from '../messages/sealed.ts';
import type { EntityState } from './entity.ts';

const { sealAnew } = proxyActivities<ResealingActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumAttempts: 5 },
  summary: 'Seal the credentials under the new key',
});

/** An entity's part in a rotation of the encryption keys. */
export type KeyRotation = {
  /** The run is to end soon, so that the next one's history is under the new key. */
  due(): boolean;
  /** Seals what the state holds under the new key; what changed meanwhile is newer and stays. */
  apply(): Promise<void>;
};

/** Listens for a rotation. */
export const openKeyRotation = <S>(state: EntityState<S>): KeyRotation => {
  let due = false;
  setHandler(keysRotated, () => {
    due = true;
  });
  return {
    due: () => due,
    apply: async () => {
      const held = credentialsIn(state.now());
      if (!due || held.length === 0) return;
      try {
        const sealed = await sealAnew(held);
        state.change((now) => withCredentials(now, sealed));
      } catch (error) {
        // A credential whose key is gone is lost already; whoever counts the keys in use sees it.
        if (!(error instanceof ActivityFailure)) throw error;
      }
    },
  };
};
