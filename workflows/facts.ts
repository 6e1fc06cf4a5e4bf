import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { FactActivities } from '../activities/facts.ts';
import { callTimeouts } from './call-timeouts.ts';

/**
 * The polling activities: their retry policy is the poll. `remaining` is the time left in milliseconds, after which the
 * server stops asking; without it the question is asked once.
 */
export const facts = (summary: string, remaining?: number) =>
  proxyActivities<FactActivities>({
    summary,
    ...callTimeouts,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    ...(remaining === undefined
      ? { retry: { maximumAttempts: 1 } }
      : { scheduleToCloseTimeout: remaining, retry: { initialInterval: '2s', maximumInterval: '10 minutes' } }),
  });

/** Reads that are repeated a few times before somebody is asked. */
export const reads = (summary: string) =>
  proxyActivities<FactActivities>({
    summary,
    ...callTimeouts,
    retry: { initialInterval: '1s', maximumInterval: '10s', maximumAttempts: 6 },
  });
