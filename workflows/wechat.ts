import { proxyActivities } from '@temporalio/workflow';
import type { OnceActivities, RepeatableActivities } from '../activities/wechat.ts';
import { callTimeouts } from './call-timeouts.ts';

/** Calls that may be repeated; the summary says in words what for. After 6 attempts the process asks a person. */
export const wx = (summary: string) =>
  proxyActivities<RepeatableActivities>({
    ...callTimeouts,
    summary,
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s', maximumAttempts: 6 },
  });

/** Calls that are never repeated blindly: one attempt, and only inside `sendOnce`. */
export const wxOnce = (summary: string) =>
  proxyActivities<OnceActivities>({ ...callTimeouts, summary, retry: { maximumAttempts: 1 } });
