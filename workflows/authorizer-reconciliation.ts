import type { ReconciliationResult } from '../messages/authorization.ts';
import { reconciliationCalls } from './credentials.ts';

/** Goes through all accounts that authorized the platform and tells each to its entity, which repairs what pushes missed. */
export const authorizerReconciliation = async (): Promise<ReconciliationResult> => {
  let told = 0;
  for (let offset: number | undefined = 0; offset !== undefined; ) {
    const page: { told: number; next?: number } = await reconciliationCalls(
      `Tell the accounts from ${offset} on to their entities`,
    ).tellListedAuthorizers({ offset });
    told += page.told;
    offset = page.next;
  }
  return { told };
};
