import { ActivityCancellationType, type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import type { AuthorizationActivities } from '../activities/authorization.ts';
import type { AuthorizerCredentialActivities } from '../activities/authorizer-credentials.ts';
import type { ComponentCredentialActivities } from '../activities/component-credentials.ts';
import type { LeaseActivities } from '../activities/leases.ts';
import type { PreAuthCodeActivities } from '../activities/pre-auth-code.ts';
import type { ReconciliationActivities } from '../activities/reconciliation.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { callTimeouts } from './call-timeouts.ts';

/** A few tries in about two minutes: whoever waits for a token then learns why there is none, and asks again. */
const bounded: ActivityOptions = {
  ...callTimeouts,
  scheduleToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1s', maximumInterval: '20s', maximumAttempts: 5 },
};

/** Calls for the platform's own token, on slots that wait for nobody. A ticket that was refused stays refused. */
export const componentCalls = (summary: string) =>
  proxyActivities<ComponentCredentialActivities>({
    ...bounded,
    retry: { ...bounded.retry, nonRetryableErrorTypes: ['WeChat.stale-token'] },
    summary,
    taskQueue: taskQueues.componentCredentials,
  });

/** Calls for an account's tokens, on slots that may wait for the platform's token. */
export const authorizerCalls = (summary: string) =>
  proxyActivities<AuthorizerCredentialActivities>({
    ...bounded,
    summary,
    taskQueue: taskQueues.authorizerCredentials,
  });

/** A code for a page that somebody waits for: two tries, on slots that may wait for the platform's token. */
export const preAuthCalls = (summary: string) =>
  proxyActivities<PreAuthCodeActivities>({
    ...callTimeouts,
    summary,
    taskQueue: taskQueues.authorizerCredentials,
    scheduleToCloseTimeout: '20s',
    retry: { initialInterval: '1s', maximumAttempts: 2 },
  });

/** The exchange of an authorization code: one attempt, begun within so many milliseconds or not at all. */
export const exchangeCall = (beginWithin: number) =>
  proxyActivities<AuthorizerCredentialActivities>({
    ...callTimeouts,
    summary: 'Exchange the authorization code',
    taskQueue: taskQueues.authorizerCredentials,
    scheduleToStartTimeout: beginWithin,
    retry: { maximumAttempts: 1 },
  });

/** Reads and messages around an authorization that must get through: tried until they do. */
export const authorizationCalls = (summary: string) =>
  proxyActivities<AuthorizationActivities>({ ...callTimeouts, summary, retry: { maximumInterval: '30s' } });

/** Waits for other workflows; its retry policy is the poll. */
export const leaseCalls = (summary: string) =>
  proxyActivities<LeaseActivities>({
    summary,
    startToCloseTimeout: '10s',
    cancellationType: ActivityCancellationType.TRY_CANCEL,
  });

/** The steps of the reconciliation; a new platform's first ticket, and with it the token, may take 10 minutes. */
export const reconciliationCalls = (summary: string) =>
  proxyActivities<ReconciliationActivities>({
    summary,
    startToCloseTimeout: '10 minutes',
    heartbeatTimeout: '10s',
    retry: { maximumAttempts: 30, maximumInterval: '1 minute' },
  });
