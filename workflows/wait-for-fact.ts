import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { Asking } from '../activities/asking.ts';
import type { FactActivities } from '../activities/facts.ts';
import type { WaitingFor } from '../messages/progress.ts';
import { facts, type Poll } from './facts.ts';
import { ranOut, weChatFailureOf } from './failures.ts';
import type { Hints } from './hints.ts';
import type { Process } from './process.ts';

/** One wait for something WeChat or a person does. Times are in milliseconds. */
export type Wait<F> = {
  /** What to show; `until` only where people have longer than this wait lasts. */
  readonly waitingFor: WaitingFor;
  /** When to give up, since the epoch. */
  readonly until: number;
  /** How often to ask while no push comes. */
  readonly every: number;
  /** Pushes that mean: ask now. */
  readonly hints?: Hints;
  /** Something else that ends the wait, such as a person's action or a push that is itself the fact. */
  readonly or?: () => boolean;
  readonly ask: (activities: FactActivities, asking: Asking) => Promise<F>;
};

type Asked<F> = { readonly fact: F } | { readonly error: unknown };

/**
 * A push is a hint, the query is the truth: asks until the fact is there, at once when a push arrives, else every so
 * often, until the deadline. Lost, late, doubled and reordered pushes change nothing but speed.
 * @returns the fact, or `undefined` where the deadline passed or `or` came true first.
 */
export const waitForFact = async <F>(process: Process, wait: Wait<F>): Promise<F | undefined> => {
  const { what } = wait.waitingFor;
  const shown = { until: new Date(wait.until).toISOString(), ...wait.waitingFor };
  let hinted = false;
  for (;;) {
    process.checkpoint();
    if (wait.or?.()) return undefined;
    process.progress.wait(shown);
    const seen = wait.hints?.received.length ?? 0;
    const called = process.woken();
    const woken = () => (wait.hints?.received.length ?? 0) > seen || called() || wait.or?.() === true;
    const remaining = wait.until - Date.now();
    const { every } = wait;
    const asked = await askUntil({ remaining, every }, what, woken, (activities) =>
      wait.ask(activities, { every, hinted }),
    );
    process.progress.resume();
    if (asked && 'fact' in asked) return asked.fact;
    if (asked && !isCancellation(asked.error) && !ranOut(asked.error))
      await process.settle(weChatFailureOf(asked.error), called);
    if (wait.until <= Date.now()) return lastQuestion(wait);
    hinted = woken();
  }
};

/** Asks until the fact is there, somebody wakes us or the time is up; the question under way is then given up. */
const askUntil = async <F>(
  poll: Poll,
  summary: string,
  woken: () => boolean,
  ask: (activities: FactActivities) => Promise<F>,
): Promise<Asked<F> | undefined> => {
  const remaining = Math.max(poll.remaining, 1);
  let asked: Asked<F> | undefined;
  const scope = new CancellationScope();
  const asking = scope
    .run(() => ask(facts(summary, { ...poll, remaining })))
    .then(
      (fact) => {
        asked = { fact };
      },
      (error: unknown) => {
        asked = { error };
      },
    );
  const settled = () => asked !== undefined && !('error' in asked && ranOut(asked.error));
  await condition(() => settled() || woken(), remaining, { summary: `Until: ${summary}` });
  scope.cancel();
  await asking;
  return asked;
};

/** At the deadline the truth is asked for once more: a long poll may have missed it by minutes. */
const lastQuestion = async <F>(wait: Wait<F>): Promise<F | undefined> => {
  try {
    return await wait.ask(facts(`Last question: ${wait.waitingFor.what}`), { every: wait.every, hinted: false });
  } catch (error) {
    if (isCancellation(error)) throw error;
    return undefined;
  }
};
