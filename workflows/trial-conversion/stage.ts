import type { Asking } from '../../activities/asking.ts';
import type { FactActivities } from '../../activities/facts.ts';
import type { FormalAccount } from '../../messages/trial-conversion.ts';
import { waitForFact } from '../wait-for-fact.ts';
import type { ConversionContext } from './context.ts';

/** One person's turn; `end` in milliseconds since the epoch. */
export type Stage<F> = {
  readonly step: 'person' | 'admin';
  readonly what: string;
  readonly who: 'merchant' | 'ops';
  readonly end: number;
  /** A push, or a person of ours, that ends the wait. */
  readonly decided: () => boolean;
  readonly ask: (facts: FactActivities, asking: Asking) => Promise<F>;
};

/** Waits for a person, reminds once before the end; `undefined` at the end and where it was decided otherwise. */
export const awaitPerson = async <F>(
  { process, pushes, input: { timings } }: ConversionContext,
  { step, what, who, end, decided, ask }: Stage<F>,
): Promise<F | undefined> => {
  const until = new Date(end).toISOString();
  const remindAt = end - timings.remind;
  // A push about the end may come a little after it.
  const last = end + timings.grace;
  for (const stop of remindAt > Date.now() ? [remindAt, last] : [last]) {
    const fact = await waitForFact(process, {
      waitingFor: { what, who, until },
      until: stop,
      every: timings.poll,
      hints: pushes,
      or: decided,
      ask,
    });
    if (fact !== undefined || decided()) return fact;
    if (stop === remindAt) process.remind(step, `Reminder: the window ends at ${until}.`);
  }
  return undefined;
};

/** WeChat pushed that it is done: its record is believed first, and the push where the record lags behind for long. */
export const confirmFormal = async ({
  process,
  input: { appid, timings },
}: ConversionContext): Promise<{ account: FormalAccount; note?: string }> => {
  const account = await waitForFact(process, {
    waitingFor: { what: "The account's record shows that it is formal", who: 'wechat' },
    until: Date.now() + timings.grace,
    every: timings.poll,
    ask: (facts, asking) => facts.awaitFormal({ ...asking, hinted: true, appid }),
  });
  return account
    ? { account }
    : { account: {}, note: 'WeChat said so; the record of the account did not show it yet.' };
};
