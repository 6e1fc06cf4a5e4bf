import type { ReconciliationInput, ReconciliationResult } from '../messages/authorization.ts';
import { reconciliationCalls } from './credentials.ts';

/** Most of the 6 h until the next reconciliation, in milliseconds: a fleet's idle refresh tokens are proved at a low rate. */
const usualProveWithin = 5 * 3_600_000;

/**
 * Goes through all accounts that authorized the platform and tells each to its entity, which repairs what pushes missed:
 * so a provider with a running fleet moves in.
 */
export const authorizerReconciliation = async ({
  proveWithin = usualProveWithin,
}: ReconciliationInput = {}): Promise<ReconciliationResult> => {
  let told = 0;
  for (let offset: number | undefined = 0; offset !== undefined; ) {
    const page: { told: number; next?: number } = await reconciliationCalls(
      `Tell the accounts from ${offset} on to their entities`,
    ).tellListedAuthorizers({ offset, proveWithin });
    told += page.told;
    offset = page.next;
  }
  return { told };
};
