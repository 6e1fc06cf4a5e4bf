import { type Plan, planOf as planFor, type State, type Turn } from '../submission/plan.ts';
import type { Standing } from './standing.ts';
import { type Followed, stepOf } from './steps.ts';

/** Decides what follows of a verification. */
export const planOf = (state: State<Standing, Followed>): Plan<Standing, Followed> => planFor(state, turnOf);

const turnOf = (standing: Standing, followed: Followed = 'admin'): Turn<Followed> => {
  switch (standing.kind) {
    case 'verified':
      return { is: 'final' };
    case 'failed':
      return { is: 'ended' };
    case 'admin':
    case 'payment':
    case 'audit':
      return { is: 'running', as: standing.kind };
    case 'stopped': {
      const { why: note, ended } = standing;
      return { is: 'halted', halt: { step: stepOf[followed], note, who: 'ops', ended } };
    }
    case 'refill': {
      const note = 'The audit sent the verification back (打回重填).';
      const hints = [{ field: '', problem: standing.fact.refillReason ?? '资料需要修改' }];
      return { is: 'halted', halt: { step: 'audit', note, who: 'merchant', hints, ended: 'rejected' } };
    }
    case 'unknown':
      return { is: 'unknown' };
  }
};
