import { setHandler } from '@temporalio/workflow';
import { holdLifted, type ReleaseHold } from '../../messages/code-release.ts';
import type { Process } from '../process.ts';

/** The holds of a release. */
export type Holds = {
  /** Waits, visibly, where it is held there. */
  pass(hold: ReleaseHold): Promise<void>;
};

/** Opens the holds; call it before the first await. */
export const openHolds = (process: Process, asked: readonly ReleaseHold[] = []): Holds => {
  const held = new Set(asked);
  setHandler(holdLifted, (hold) => {
    held.delete(hold);
  });
  return {
    pass: async (hold) => {
      while (held.has(hold)) {
        await process.park({ what: waits[hold], who: 'wechat' }, () => !held.has(hold));
      }
    },
  };
};

/** Nobody need act on the release itself: what it waits for is shown by the process that holds it. */
const waits: Record<ReleaseHold, string> = {
  submit: 'Held before the submission, until its onboarding says that the account is set up',
  release: 'Held before it goes online, until its onboarding says that all else is done',
};
