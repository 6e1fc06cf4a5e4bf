import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { ProcessActivities } from '../activities/processes.ts';

/** Orders to other processes; after some minutes of trying a person is asked. */
export const processCalls = (summary: string) =>
  proxyActivities<ProcessActivities>({
    summary,
    startToCloseTimeout: '1 minute',
    retry: { initialInterval: '1s', maximumInterval: '30s', maximumAttempts: 8 },
  });

/** Waits for the end of another process; its retry policy is the poll. */
export const endOfProcess = (summary: string) =>
  proxyActivities<Pick<ProcessActivities, 'awaitEnd'>>({
    summary,
    startToCloseTimeout: '30s',
    cancellationType: ActivityCancellationType.TRY_CANCEL,
  });
