import { condition, getExternalWorkflowHandle, isCancellation, setHandler, workflowInfo } from '@temporalio/workflow';
import { type LeaseName, leaseGranted, leaseRequested, leaseReturned } from '../messages/authorizer.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Process } from './process.ts';

/** Leases of one account, asked of its entity. */
export type LeaseHold = {
  /** Waits, visibly, until they are ours, one after the other. */
  take(): Promise<void>;
  /** Gives them back, or our place in the queue; never fails. They can be taken again. */
  giveBack(): Promise<void>;
};

/** How often an unanswered request is made again: the entity then looks whether the holder still lives. */
const askAgain = 10 * 60_000;

/**
 * Opens a claim to what WeChat lets only one process of an account do at a time; call it once, before the first await.
 * Who needs several names them in the order of `leaseNames`, so that no two processes wait for each other.
 */
export const openLease = (process: Process, appid: string, ...leases: readonly LeaseName[]): LeaseHold => {
  const { workflowId, runId } = workflowInfo();
  const claim = { workflowId, runId };
  const entity = getExternalWorkflowHandle(workflowIds.authorizer(appid));
  const granted = new Set<LeaseName>();
  const asked = new Set<LeaseName>();
  setHandler(leaseGranted, ({ lease }) => {
    if (asked.has(lease)) granted.add(lease);
  });
  const takeOne = async (lease: LeaseName) => {
    while (!granted.has(lease)) {
      process.checkpoint();
      asked.add(lease);
      const known = await entity.signal(leaseRequested, { lease, claim }).then(() => true, isUnknown);
      if (!known) {
        asked.delete(lease);
        await process.park({ what: `The account ${appid} is not known here: let it authorize first.`, who: 'ops' });
        continue;
      }
      process.progress.wait({ what: `The account's lease "${lease}", held by another process`, who: 'wechat' });
      const called = process.woken();
      await condition(() => granted.has(lease) || called(), askAgain, {
        summary: `Ask again for the lease "${lease}"`,
      });
      process.progress.resume();
    }
  };
  return {
    take: async () => {
      for (const lease of leases) await takeOne(lease);
    },
    giveBack: async () => {
      // An entity that is gone has no lease to give back to.
      for (const lease of asked) await entity.signal(leaseReturned, { lease, claim }).catch(() => undefined);
      asked.clear();
      granted.clear();
    },
  };
};

/** A signal can only fail for want of its target; a cancellation of ours is something else. */
const isUnknown = (error: unknown): false => {
  if (isCancellation(error)) throw error;
  return false;
};
