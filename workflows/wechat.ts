import { proxyActivities } from '@temporalio/workflow';
import type { OnceActivities, RepeatableActivities } from '../activities/wechat.ts';

/** A worker that was killed is noticed by its missing heartbeats. */
const timeouts = { startToCloseTimeout: '1 minute', heartbeatTimeout: '10s' } as const;

/** Calls that may be repeated; the summary says in words what for. After 6 attempts the process asks a person. */
export const wx = (summary: string) =>
  proxyActivities<RepeatableActivities>({
    ...timeouts,
    summary,
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s', maximumAttempts: 6 },
  });

/** Calls that are never repeated blindly: one attempt, and only inside `sendOnce`. */
export const wxOnce = (summary: string) =>
  proxyActivities<OnceActivities>({ ...timeouts, summary, retry: { maximumAttempts: 1 } });
