import type { FieldHint } from '../../messages/progress.ts';
import { stepOf } from './review.ts';
import type { Reviewed, Standing } from './standing.ts';

/** What was refused, and at which step. */
export type Refused = { readonly step: string; readonly note: string; readonly hints: readonly FieldHint[] };

/** Where a filing of ours has come to. */
export type State = {
  readonly standing: Standing;
  /** The application at hand is still to be sent. */
  readonly due: boolean;
  /** What was refused before anybody reviewed it. */
  readonly refused?: Refused;
  /** Where it stood before the application that is under review. */
  readonly before?: Standing;
};

/** What follows. */
export type Plan =
  | { readonly do: 'end'; readonly as: 'filed' | 'withdrawn' }
  | { readonly do: 'review'; readonly standing: Extract<Standing, { kind: Reviewed }> }
  /** The account has to be made ready first. */
  | { readonly do: 'ready'; readonly standing: Extract<Standing, { kind: 'none' }> }
  | { readonly do: 'apply' }
  | { readonly do: 'correct'; readonly refused: Refused }
  | { readonly do: 'look' };

/** Decides what follows. A review that runs already is followed, whoever began it. */
export const planOf = ({ standing, due, refused }: State): Plan => {
  switch (standing.kind) {
    case 'filed':
      return { do: 'end', as: 'filed' };
    case 'platform':
    case 'sms':
    case 'bureau':
      return { do: 'review', standing };
    case 'unknown':
      return { do: 'look' };
    case 'rejected':
      return due ? { do: 'apply' } : { do: 'correct', refused: refused ?? rejectionOf(standing) };
    case 'none':
      if (due) return standing.lacks.length > 0 ? { do: 'ready', standing } : { do: 'apply' };
      return refused ? { do: 'correct', refused } : { do: 'end', as: 'withdrawn' };
  }
};

const rejectionOf = ({ by, fact: { hints } }: Extract<Standing, { kind: 'rejected' }>): Refused => ({
  step: stepOf[by],
  note: by === 'platform' ? 'WeChat rejected the filing.' : 'The bureau rejected the filing.',
  hints,
});
