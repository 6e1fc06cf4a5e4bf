import { type Halt, type Plan, planOf as planFor, type State, type Turn } from '../submission/plan.ts';
import type { Followed, Standing } from './standing.ts';

/** The step of the progress for each. */
export const stepOf = {
  payment: 'payment',
  audit: 'audit',
  platform: 'platform-review',
  sms: 'sms-check',
  bureau: 'bureau-review',
} as const satisfies Record<Followed, string>;

/** Decides what follows of a verification with filing. */
export const planOf = (state: State<Standing, Followed>): Plan<Standing, Followed> => planFor(state, turnOf);

const turnOf = (standing: Standing): Turn<Followed> => {
  switch (standing.kind) {
    case 'filed':
      return { is: 'final' };
    case 'failed':
    case 'withdrawn':
      return { is: 'ended' };
    case 'rejected':
    case 'over':
      return { is: 'halted', halt: haltOf(standing) };
    case 'unknown':
      return { is: 'unknown' };
    default:
      return { is: 'running', as: standing.kind };
  }
};

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
