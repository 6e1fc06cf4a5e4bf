import type { FieldHint } from '../../messages/progress.ts';
import type { Halted } from '../refill.ts';

/** What came to a halt, and how that is called where nobody does something about it. */
export type Halt = Halted & { readonly ended: 'rejected' | 'refused' | 'expired' };

/** What something that stands at WeChat calls for. */
export type Turn<Followed> =
  | { readonly is: 'final' | 'unknown' }
  /** It has ended, unless the application at hand is still to be sent. */
  | { readonly is: 'ended' }
  | { readonly is: 'running'; readonly as: Followed }
  | { readonly is: 'halted'; readonly halt: Halt };

/** Where a submission of ours has come to. */
export type State<Standing, Followed> = {
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
export type Plan<Standing, Followed> =
  | { readonly do: 'end'; readonly standing: Standing }
  | { readonly do: 'submit' }
  | { readonly do: 'follow'; readonly standing: Standing; readonly as: Followed }
  | { readonly do: 'correct'; readonly halt: Halt }
  | { readonly do: 'look'; readonly standing: Standing };

/** Decides what follows. What runs already is followed, whoever began it; what was sent back or has stopped is sent while that is due. */
export const planOf = <Standing, Followed>(
  { standing, due, followed, refused }: State<Standing, Followed>,
  turnOf: (standing: Standing, followed: Followed | undefined) => Turn<Followed>,
): Plan<Standing, Followed> => {
  if (refused) return { do: 'correct', halt: notAccepted(refused) };
  if (!standing) return { do: 'submit' };
  const turn = turnOf(standing, followed);
  switch (turn.is) {
    case 'final':
      return { do: 'end', standing };
    case 'ended':
      return due ? { do: 'submit' } : { do: 'end', standing };
    case 'running':
      return { do: 'follow', standing, as: turn.as };
    case 'halted':
      return due ? { do: 'submit' } : { do: 'correct', halt: turn.halt };
    case 'unknown':
      return { do: 'look', standing };
  }
};

const notAccepted = (hints: readonly FieldHint[]): Halt => ({
  step: 'submit',
  note: 'WeChat did not accept the application.',
  who: 'merchant',
  hints,
  ended: 'rejected',
});
