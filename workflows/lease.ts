import { condition, getExternalWorkflowHandle, isCancellation, setHandler, workflowInfo } from '@temporalio/workflow';
import { type LeaseName, leaseGranted, leaseRequested, leaseReturned } from '../messages/authorizer.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Process } from './process.ts';

/** One account's lease, asked of its entity. */
export type LeaseHold = {
  /** Waits, visibly, until the lease is ours. */
  take(): Promise<void>;
  /** Gives it back, or our place in the queue; never fails. */
  giveBack(): Promise<void>;
};

/** How often an unanswered request is made again: the entity then looks whether the holder still lives. */
const askAgain = 10 * 60_000;

/** Opens a claim to what WeChat lets only one process of an account do at a time; call it before the first await. */
export const openLease = (process: Process, appid: string, lease: LeaseName): LeaseHold => {
  const { workflowId, runId } = workflowInfo();
  const claim = { workflowId, runId };
  const entity = getExternalWorkflowHandle(workflowIds.authorizer(appid));
  let granted = false;
  let asked = false;
  setHandler(leaseGranted, (answer) => {
    granted ||= answer.lease === lease;
  });
  return {
    take: async () => {
      while (!granted) {
        process.checkpoint();
        asked = await entity.signal(leaseRequested, { lease, claim }).then(() => true, isUnknown);
        if (!asked) {
          await process.park({ what: `The account ${appid} is not known here: let it authorize first.`, who: 'ops' });
          continue;
        }
        process.progress.wait({ what: `The account's lease "${lease}", held by another process`, who: 'wechat' });
        const called = process.woken();
        await condition(() => granted || called(), askAgain, { summary: `Ask again for the lease "${lease}"` });
        process.progress.resume();
      }
    },
    giveBack: async () => {
      if (!asked) return;
      // An entity that is gone has no lease to give back to.
      await entity.signal(leaseReturned, { lease, claim }).catch(() => undefined);
    },
  };
};

/** A signal can only fail for want of its target; a cancellation of ours is something else. */
const isUnknown = (error: unknown): false => {
  if (isCancellation(error)) throw error;
  return false;
};
