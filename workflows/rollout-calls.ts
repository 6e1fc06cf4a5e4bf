import { proxyActivities } from '@temporalio/workflow';
import type { RolloutActivities } from '../activities/rollouts.ts';

/** What a rollout asks and orders, but for its looks; tried again until it is done. */
export const rolloutCalls = (summary: string) =>
  proxyActivities<Omit<RolloutActivities, 'awaitForecast' | 'awaitPartEnd' | 'lookAtReleases'>>({
    summary,
    startToCloseTimeout: '2 minutes',
    retry: { initialInterval: '1s', maximumInterval: '1 minute' },
  });
