import type { WaitingFor } from '../messages/progress.ts';

/**
 * Waits for a change as long as it takes; once it took longer than the `window`, in milliseconds, ops are told.
 * @returns `undefined` where `ended` came true first.
 */
export const awaitHoweverLong = async <S>(
  waitingFor: WaitingFor,
  window: number,
  change: (waitingFor: WaitingFor, until: number) => Promise<S | undefined>,
  ended: () => boolean = () => false,
): Promise<S | undefined> => {
  let shown = waitingFor;
  for (;;) {
    const next = await change(shown, Date.now() + window);
    if (next !== undefined || ended()) return next;
    shown = { what: `${waitingFor.what} takes longer than expected: have a look.`, who: 'ops' };
  }
};
