import { setTimeout as sleep } from 'node:timers/promises';
import type { CallFault } from '../faults.ts';
import { Refusal } from '../refusal.ts';
import type { Answer } from './answer.ts';

/** Runs a call under a fault, or without one. */
export const underFault = async (fault: CallFault | undefined, run: () => Promise<Answer>): Promise<Answer> => {
  switch (fault?.kind) {
    case undefined:
      return run();
    case 'errcode':
      throw new Refusal(fault.errcode);
    case 'slow':
      await sleep(fault.ms, undefined, { ref: false });
      return run();
    case 'dropBefore':
      return { kind: 'cut' };
    case 'errcodeAfter':
      await unlessRefused(run());
      throw new Refusal(fault.errcode);
    case 'dropAfter':
      await unlessRefused(run());
      return { kind: 'cut' };
  }
};

/** A refusal is lost on the way like any other answer. */
const unlessRefused = (answer: Promise<Answer>) =>
  answer.catch((error) => {
    if (!(error instanceof Refusal)) throw error;
  });
