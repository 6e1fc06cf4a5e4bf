import {
  type Client as TemporalClient,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { TerminatedFailure } from '@temporalio/common';
import { cancel, type Request } from '../messages/actions.ts';
import type { RunRef } from '../messages/following.ts';
import type { FilingApplication } from '../messages/icp-filing.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { refillVerification, type VerificationApplication } from '../messages/verification.ts';
import type { CombinedApplication } from '../messages/verification-with-filing.ts';
import { describeWorkflow } from '../routing/describe.ts';
import { notYet } from './failure.ts';

/** How a process ended: its outcome, or `failed` or `terminated` where it came to none. */
export type ProcessEnd = { readonly kind: string; readonly [more: string]: unknown };

/** New data for a process that waits for them. */
type RefillOrder = {
  readonly run: RunRef;
  readonly application: VerificationApplication | FilingApplication | CombinedApplication;
  readonly request: Request;
};

/** How often a process that tells us of its end itself is looked at all the same, in milliseconds. */
const unasked = 10 * 60_000;
/** How long a process that was told to end may take before it is left to itself, in milliseconds. */
const endLimit = 30_000;

/** Activities by which a process has others do its parts. */
export const createProcessActivities = (temporal: TemporalClient) => {
  const handleOf = ({ workflowId, runId }: RunRef) =>
    temporal.workflow.getHandle<() => Promise<ProcessResult>>(workflowId, runId);
  const endOf = async (run: RunRef): Promise<ProcessEnd> => {
    try {
      const { progress } = await handleOf(run).result();
      return { ...(progress.outcome ?? { kind: 'ended' }) };
    } catch (error) {
      if (!(error instanceof WorkflowFailedError)) throw error;
      const kind = error.cause instanceof TerminatedFailure ? 'terminated' : 'failed';
      return { kind, note: error.cause?.message ?? error.message };
    }
  };

  return {
    /** The run of this id that is open; `null` where none is. */
    findOpenRun: async (workflowId: string): Promise<RunRef | null> => {
      const found = await describeWorkflow(temporal, workflowId);
      if (found?.status.name !== 'RUNNING') return null;
      return { workflowId, runId: found.raw.workflowExecutionInfo?.firstRunId || found.runId };
    },

    /** How a run ended, once it has; asks at once, then so often, in milliseconds, through the retry policy. */
    awaitEnd: async ({ every = unasked, ...run }: RunRef & { readonly every?: number }): Promise<ProcessEnd> => {
      const found = await describeWorkflow(temporal, run.workflowId, run.runId);
      if (found?.status.name === 'RUNNING') throw notYet(`${run.workflowId} is still open.`, every);
      return found ? endOf(run) : { kind: 'failed', note: `${run.workflowId} is no longer kept.` };
    },

    /** Tells a process to end; how it did, or `null` where it has not within half a minute. */
    endProcess: async ({ run, request }: { run: RunRef; request: Request }): Promise<ProcessEnd | null> => {
      await handleOf(run)
        .executeUpdate(cancel, { args: [request] })
        .catch(unlessRefused);
      return temporal.withDeadline(Date.now() + endLimit, () => endOf(run)).catch(() => null);
    },

    /** Gives a verification or a filing new data in place of what was refused. */
    refillProcess: async ({ run, ...refill }: RefillOrder): Promise<void> => {
      await handleOf(run)
        .executeUpdate(refillVerification.name, { args: [{ ...refill.request, application: refill.application }] })
        .catch(unlessRefused);
    },
  };
};

export type ProcessActivities = ReturnType<typeof createProcessActivities>;

/** A process that has ended, or has nothing to try again, needs no more telling. */
export const unlessRefused = (error: unknown) => {
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateFailedError) return;
  throw error;
};
