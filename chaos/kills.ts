import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchStack } from '../bench/stack.ts';
import { pollsTaskQueues, servesHttp } from '../scripts/readiness.ts';
import { waitFor } from '../scripts/wait-for.ts';
import type { PlannedKill, Victim } from './plan.ts';

/** A kill that came about, in milliseconds since the run began. */
export type Kill = { readonly victim: Victim; readonly at: number; readonly share: number };

/** How often it is looked how far the work is, in milliseconds. */
const look = 500;
/** How long a part may take until it serves again. */
const patience = 180_000;

/** Kills as planned: each once so much of the work is done and its victim serves again after the kill before. Ends with the last. */
export const killAsPlanned = async (
  stack: BenchStack,
  planned: readonly PlannedKill[],
  {
    share,
    told,
    over,
  }: {
    readonly share: () => Promise<number>;
    readonly told: (kill: Omit<Kill, 'at'>) => void;
    readonly over: () => boolean;
  },
): Promise<void> => {
  for (const { victim, atShare, afterMs } of planned) {
    let done = await share();
    while (done < atShare && !over()) {
      await sleep(look);
      done = await share();
    }
    if (over()) return;
    await sleep(afterMs);
    await serves(stack, victim);
    // It may serve before it is known under its new number.
    await waitFor(`A kill of ${victim}`, patience, async () => process.kill(stack.pidOf(victim), 'SIGKILL'));
    told({ victim, share: done });
  }
};

/** Waits until all that can be killed serves. */
export const allServe = async (stack: BenchStack): Promise<void> => {
  await serves(stack, 'temporal');
  await Promise.all([serves(stack, 'api'), serves(stack, 'worker')]);
};

const serves = ({ api, temporal, pidOf }: BenchStack, victim: Victim): Promise<unknown> => {
  switch (victim) {
    case 'api':
      return servesHttp('the api', `${api}/ready`);
    case 'temporal':
      return waitFor('An answer of Temporal', patience, () =>
        temporal.withDeadline(Date.now() + 5_000, () => temporal.workflow.count("ExecutionStatus = 'Running'")),
      );
    case 'worker':
      return waitFor('The worker', patience, () => pollsTaskQueues(temporal, pidOf('worker')));
  }
};
