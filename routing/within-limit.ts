import type { Client } from '@temporalio/client';

/** How long Temporal may take over one callback, in milliseconds; its client alone would try for much longer. */
const limit = 5_000;

/** Runs calls of Temporal within the limit; beyond it they fail as any call fails while Temporal is stopped. */
export const withinLimit = <T>(temporal: Client, calls: () => Promise<T>): Promise<T> =>
  temporal.withDeadline(Date.now() + limit, calls);
