import { ApplicationFailure } from '@temporalio/activity';
import { type Client as TemporalClient, WorkflowNotFoundError } from '@temporalio/client';
import { ApplicationFailureCategory } from '@temporalio/common';
import type { LeaseClaim } from '../messages/authorizer.ts';
import { notYetType } from '../messages/failures.ts';

/** How often a lease's holder is described while others wait, in milliseconds. */
const every = 60_000;

/** Activities around leases. */
export const createLeaseActivities = (temporal: TemporalClient) => ({
  /** Ends once the run is closed; asks at once, then through the retry policy. */
  awaitClosed: async ({ workflowId, runId }: LeaseClaim): Promise<void> => {
    try {
      const { status } = await temporal.workflow.getHandle(workflowId, runId).describe();
      if (status.name !== 'RUNNING') return;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return;
      throw error;
    }
    throw ApplicationFailure.create({
      type: notYetType,
      message: `${workflowId} is still open.`,
      nextRetryDelay: every,
      category: ApplicationFailureCategory.BENIGN,
    });
  },
});

export type LeaseActivities = ReturnType<typeof createLeaseActivities>;
