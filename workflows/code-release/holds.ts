import { setHandler } from '@temporalio/workflow';
import { holdLifted, type ReleaseHold } from '../../messages/code-release.ts';
import type { LeaseHold } from '../lease.ts';
import type { Process } from '../process.ts';

/** The holds of a release. */
export type Holds = {
  /** Whether it is held there now. */
  at(hold: ReleaseHold): boolean;
  /** Waits, visibly, where it is held there. */
  pass(hold: ReleaseHold): Promise<void>;
  /** The same without the lease, which it has again afterwards: a hold may last for months. */
  passWithout(lease: LeaseHold, hold: ReleaseHold): Promise<void>;
};

/** Opens the holds; call it before the first await. */
export const openHolds = (process: Process, asked: readonly ReleaseHold[] = []): Holds => {
  const held = new Set(asked);
  setHandler(holdLifted, (hold) => {
    held.delete(hold);
  });
  const pass: Holds['pass'] = async (hold) => {
    while (held.has(hold)) {
      await process.park({ what: waits[hold], who: 'wechat' }, () => !held.has(hold));
    }
  };
  return {
    at: (hold) => held.has(hold),
    pass,
    passWithout: async (lease, hold) => {
      await lease.giveBack();
      await pass(hold);
      await process.step('lease', () => lease.take());
    },
  };
};

/** Nobody need act on the release itself: what it waits for is shown by the process that holds it. */
const waits: Record<ReleaseHold, string> = {
  submit: 'Held before the submission, until its onboarding says that the account is set up',
  release: 'Held before it goes online, until its onboarding says that all else is done',
};
