import { proxyActivities } from '@temporalio/workflow';
import type { SubjectReuseActivities } from '../../activities/subject-reuse.ts';

/** Reads that are repeated a few times before somebody is asked. */
export const subjectReads = (summary: string) =>
  proxyActivities<Pick<SubjectReuseActivities, 'readSubject' | 'findWithSubject'>>({
    summary,
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '10s',
    retry: { initialInterval: '1s', maximumInterval: '10s', maximumAttempts: 6 },
  });

/** Calls that are never repeated blindly, and slow: one attempt, and only inside `sendOnce`. */
export const subjectOnce = (summary: string) =>
  proxyActivities<Pick<SubjectReuseActivities, 'registerWithSubject' | 'rebindAdmin'>>({
    summary,
    startToCloseTimeout: '90s',
    heartbeatTimeout: '10s',
    retry: { maximumAttempts: 1 },
  });
