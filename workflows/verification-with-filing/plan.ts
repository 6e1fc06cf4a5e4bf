import type { FieldHint } from '../../messages/progress.ts';
import type { Halted } from '../refill.ts';
import type { Followed, Standing } from './standing.ts';

/** The step of the progress for each. */
export const stepOf = {
  payment: 'payment',
  audit: 'audit',
  platform: 'platform-review',
  sms: 'sms-check',
  bureau: 'bureau-review',
} as const satisfies Record<Followed, string>;

/** What came to a halt, and how that is called where nobody does something about it. */
export type Halt = Halted & { readonly ended: 'rejected' | 'expired' };

/** Where one of ours has come to. */
export type State = {
  /** Absent where nothing runs at WeChat. */
  readonly standing?: Standing;
  /** The application at hand is still to be sent. */
  readonly due: boolean;
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

/** Decides what follows. What runs already is followed, whoever began it; what was sent back or is over is sent while that is due. */
export const planOf = ({ standing, due, refused }: State): Plan => {
  if (refused) return { do: 'correct', halt: notAccepted(refused) };
  if (!standing) return { do: 'submit' };
  switch (standing.kind) {
    case 'filed':
      return { do: 'end', standing };
    case 'failed':
    case 'withdrawn':
      return due ? { do: 'submit' } : { do: 'end', standing };
    case 'rejected':
    case 'over':
      return due ? { do: 'submit' } : { do: 'correct', halt: haltOf(standing) };
    case 'unknown':
      return { do: 'look', standing };
    default:
      return { do: 'follow', standing, as: standing.kind };
  }
};

const notAccepted = (hints: readonly FieldHint[]): Halt => ({
  step: 'submit',
  note: 'WeChat did not accept the application.',
  who: 'merchant',
  hints,
  ended: 'rejected',
});

const notes = {
  audit: 'The audit sent the verification back (打回重填).',
  platform: 'WeChat rejected the filing.',
  bureau: 'The bureau rejected the filing.',
} as const;

const haltOf = (standing: Extract<Standing, { kind: 'rejected' | 'over' }>): Halt => {
  if (standing.kind === 'over') return { step: stepOf.payment, note: standing.why, who: 'ops', ended: 'expired' };
  const { by, hints } = standing;
  return { step: stepOf[by], note: notes[by], who: 'merchant', hints, ended: 'rejected' };
};
