import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { FactActivities } from '../activities/facts.ts';
import { callTimeouts } from './call-timeouts.ts';

/** A poll: the time left, after which the server stops asking, and how often it asks, in milliseconds. */
export type Poll = { readonly remaining: number; readonly every: number };

/** The polling activities: their retry policy is the poll; without one the question is asked once. */
export const facts = (summary: string, poll?: Poll) =>
  proxyActivities<FactActivities>({
    summary,
    ...callTimeouts,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    ...(poll ? { scheduleToCloseTimeout: poll.remaining, retry: afterFaults(poll.every) } : once),
  });

const once = { retry: { maximumAttempts: 1 } };
const soonest = 2_000;
const latest = 10 * 60_000;

/**
 * How a question that failed is asked again. The polls before it count as attempts: without a limit of its own the first
 * passing fault of a long wait would put the next question off as the hundredth one does.
 */
const afterFaults = (every: number) => ({
  initialInterval: soonest,
  maximumInterval: Math.max(soonest, Math.min(every, latest)),
});

/** Reads that are repeated a few times before somebody is asked. */
export const reads = (summary: string) =>
  proxyActivities<FactActivities>({
    summary,
    ...callTimeouts,
    retry: { initialInterval: '1s', maximumInterval: '10s', maximumAttempts: 6 },
  });
