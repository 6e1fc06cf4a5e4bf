import { CancellationScope, condition, getExternalWorkflowHandle, isCancellation } from '@temporalio/workflow';
import {
  type AuthorizerState,
  authorizationChanged,
  type Lease,
  type LeaseName,
  type LeaseNews,
  leaseGranted,
} from '../messages/authorizer.ts';
import { withoutUntold } from './authorizer-state.ts';
import { leaseCalls } from './credentials.ts';
import type { EntityState } from './entity.ts';
import { unlessCancelled } from './failures.ts';
import { holderTold, leaseGivenBack } from './lease-state.ts';

/**
 * Keeps one lease of an account: tells its holder what is new, and while others wait watches whether the holder is still
 * there. Returns once the run is to end.
 */
export const keepLease = async (
  state: EntityState<AuthorizerState>,
  name: LeaseName,
  ending: () => boolean,
): Promise<void> => {
  const lease = () => state.now().leases[name];
  const news = () => lease()?.untold[0];
  const crowded = () => (lease()?.waiting.length ?? 0) > 0;
  const giveBack = (holder: Lease['holder']) =>
    state.change((now) => ({ ...now, leases: leaseGivenBack(now.leases, name, holder) }));

  const tell = async ({ holder }: Lease, first: LeaseNews) => {
    const process = getExternalWorkflowHandle(holder.workflowId, holder.runId);
    try {
      if (first === 'granted') await process.signal(leaseGranted, { lease: name });
      else await process.signal(authorizationChanged, { permissionSets: state.now().permissionSets });
      state.change((now) => ({ ...now, leases: holderTold(now.leases, name, holder, first) }));
    } catch (error) {
      if (isCancellation(error)) throw error;
      // A signal fails only where its workflow is closed or unknown.
      giveBack(holder);
    }
  };

  const watch = async (watched: Lease) => {
    const { holder } = watched;
    const scope = new CancellationScope();
    let closed = false;
    const watching = scope
      .run(() => leaseCalls(`Until ${holder.workflowId} gives back or closes`).awaitClosed(holder))
      .then(() => {
        closed = true;
      })
      .catch(() => {});
    // A changed lease is watched anew: before anyone waits the holder is described.
    await condition(() => closed || lease() !== watched || ending());
    scope.cancel();
    await watching;
    if (closed) giveBack(holder);
  };

  for (;;) {
    await condition(() => news() !== undefined || crowded() || ending());
    const now = lease();
    const first = news();
    if (now && first) await tell(now, first);
    else if (ending()) return;
    else if (now) await watch(now);
  }
};

/** Tells one who holds no lease that the authorization changed; who has closed needs to hear nothing. */
export const tellListener = async ({ now, change }: EntityState<AuthorizerState>): Promise<void> => {
  const { untold: [claim] = [], permissionSets } = now();
  if (!claim) return;
  change((state) => withoutUntold(state, claim));
  const process = getExternalWorkflowHandle(claim.workflowId, claim.runId);
  await process.signal(authorizationChanged, { permissionSets }).catch(unlessCancelled);
};
