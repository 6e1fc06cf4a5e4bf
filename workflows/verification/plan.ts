import type { FieldHint } from '../../messages/progress.ts';
import type { Halted } from '../refill.ts';
import type { Standing } from './standing.ts';
import { type Followed, stepOf } from './steps.ts';

/** What came to a halt, and how that is called where nobody does something about it. */
export type Halt = Halted & { readonly ended: 'rejected' | 'refused' | 'expired' };

/** Where a verification of ours has come to. */
export type State = {
  /** Absent where nothing runs at WeChat. */
  readonly standing?: Standing;
  /** The application at hand is still to be sent. */
  readonly due: boolean;
  /** What was waited for last. */
  readonly followed?: Followed;
  /** The submission was refused. */
  readonly refused?: readonly FieldHint[];
};

/** What follows. */
export type Plan =
  | { readonly do: 'end'; readonly standing: Standing }
  | { readonly do: 'submit' }
  | { readonly do: 'follow'; readonly standing: Standing; readonly as: Followed }
  | { readonly do: 'correct'; readonly halt: Halt }
  | { readonly do: 'look'; readonly standing: Standing };

/** Decides what follows. What runs already is followed, whoever began it; what was sent back or has stopped is sent while that is due. */
export const planOf = ({ standing, due, followed, refused }: State): Plan => {
  if (refused) return { do: 'correct', halt: notAccepted(refused) };
  if (!standing) return { do: 'submit' };
  switch (standing.kind) {
    case 'verified':
      return { do: 'end', standing };
    case 'failed':
      return due ? { do: 'submit' } : { do: 'end', standing };
    case 'admin':
    case 'payment':
    case 'audit':
      return { do: 'follow', standing, as: standing.kind };
    case 'refill':
    case 'stopped':
      return due ? { do: 'submit' } : { do: 'correct', halt: haltOf(standing, followed) };
    case 'unknown':
      return { do: 'look', standing };
  }
};

const notAccepted = (hints: readonly FieldHint[]): Halt => ({
  step: 'submit',
  note: 'WeChat did not accept the verification.',
  who: 'merchant',
  hints,
  ended: 'rejected',
});

const haltOf = (standing: Standing, followed: Followed = 'admin'): Halt => {
  if (standing.kind === 'stopped') {
    const { why: note, ended } = standing;
    return { step: stepOf[followed], note, who: 'ops', ended };
  }
  const problem = standing.fact.refillReason ?? '资料需要修改';
  return {
    step: 'audit',
    note: 'The audit sent the verification back (打回重填).',
    who: 'merchant',
    hints: [{ field: '', problem }],
    ended: 'rejected',
  };
};
