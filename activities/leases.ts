import type { Client as TemporalClient } from '@temporalio/client';
import type { LeaseClaim } from '../messages/authorizer.ts';
import { describeWorkflow } from '../routing/describe.ts';
import { notYet } from './failure.ts';

/** How often a lease's holder is described while others wait, in milliseconds. */
const every = 60_000;

/** Activities around leases. */
export const createLeaseActivities = (temporal: TemporalClient) => ({
  /** Ends once the run is closed; asks at once, then through the retry policy. */
  awaitClosed: async ({ workflowId, runId }: LeaseClaim): Promise<void> => {
    if ((await describeWorkflow(temporal, workflowId, runId))?.status.name !== 'RUNNING') return;
    throw notYet(`${workflowId} is still open.`, every);
  },
});

export type LeaseActivities = ReturnType<typeof createLeaseActivities>;
