import type { ActivitySlotInfo, CustomSlotSupplier, SlotPermit } from '@temporalio/worker';

/** So many activities at once, while something is open. */
export type Slots = {
  /** For a worker's tuner: without a slot it does not poll. */
  readonly supplier: CustomSlotSupplier<ActivitySlotInfo>;
  /** Looks again whether it is open. */
  wake(): void;
};

/** Makes the slots. A poll that is under way when they close may still bring one task each. */
export const createSlots = (count: number, isOpen: () => boolean): Slots => {
  let taken = 0;
  const waiting = new Set<() => void>();
  const isFree = () => taken < count && isOpen();
  const wake = () => {
    for (const take of waiting) {
      if (!isFree()) return;
      waiting.delete(take);
      take();
    }
  };
  const reserveSlot = (_context: unknown, signal: AbortSignal) =>
    new Promise<SlotPermit>((resolve, reject) => {
      const abort = () => {
        waiting.delete(take);
        reject(signal.reason);
      };
      const take = () => {
        taken += 1;
        signal.removeEventListener('abort', abort);
        resolve({});
      };
      signal.addEventListener('abort', abort, { once: true });
      waiting.add(take);
      wake();
    });
  const tryReserveSlot = () => {
    if (!isFree()) return null;
    taken += 1;
    return {};
  };
  const releaseSlot = () => {
    taken -= 1;
    wake();
  };
  return { supplier: { type: 'custom', reserveSlot, tryReserveSlot, markSlotUsed: () => {}, releaseSlot }, wake };
};
