import type { Client } from '@temporalio/client';
import type { HolderGoesOn } from '../../materials/store.ts';
import { describeRun, isOpen } from '../routes/run.ts';

/** Whether the process goes on that holds a material: one that was terminated has let nothing go. */
export const holderGoesOn =
  (temporal: Client): HolderGoesOn =>
  async (holder) => {
    const run = await describeRun(temporal, holder);
    return run && isOpen(run);
  };
