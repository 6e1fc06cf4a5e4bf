import type { VerificationFact } from '../../activities/verification-facts.ts';

/** Where a verification stands, decoded; `fact` is what it was read from. */
export type Standing = { readonly fact: VerificationFact } & (
  | { readonly kind: 'admin' | 'payment' | 'audit' | 'refill' | 'verified' | 'failed' | 'unknown' }
  /** The link leads nowhere any more; `ended` is what that is called where nobody asks again. */
  | {
      readonly kind: 'stopped';
      readonly why: string;
      readonly ended: 'refused' | 'expired';
      /** WeChat says so, and it is no window of ours. */
      readonly byWeChat: boolean;
    }
);

const ordered = 12;
const toBePaid = 15;
/** What the admin may still answer: the failed checks (5, 8) can be made again while the link lives. */
const withAdmin: readonly number[] = [0, 3, 4, 5, 6, 7, 8, 9];
const stops: Readonly<Record<number, readonly [why: string, ended: 'refused' | 'expired']>> = {
  1: ['The time at the link ran out.', 'expired'],
  2: ['The admin refused the verification.', 'refused'],
  11: ["WeChat could not create the audit's order: see what is left of the prepaid package.", 'expired'],
  14: ['The check of the admin failed.', 'expired'],
};

/** The audit's own numbers (`apply_status`). */
const apply = { none: 0, toBePaid: 1, underAudit: 2, refill: 3, passed: 4, failed: 5 } as const;

/** Decodes WeChat's two numbers. An order that was sent back keeps its `apply_status` while the admin answers anew. */
export const standingOf = (fact: VerificationFact): Standing => {
  if (fact.apply === apply.passed) return { fact, kind: 'verified' };
  if (fact.apply === apply.failed) return { fact, kind: 'failed' };
  if (fact.apply === apply.underAudit) return { fact, kind: 'audit' };
  const stop = stops[fact.task];
  if (stop) return { fact, kind: 'stopped', why: stop[0], ended: stop[1], byWeChat: true };
  if (fact.task === toBePaid || fact.apply === apply.toBePaid) return { fact, kind: 'payment' };
  if (withAdmin.includes(fact.task)) return { fact, kind: 'admin' };
  if (fact.task === ordered && fact.apply === apply.none) return { fact, kind: 'audit' };
  return { fact, kind: fact.task === ordered && fact.apply === apply.refill ? 'refill' : 'unknown' };
};

/** Whether an order was sent back, so that it is submitted again and not anew. */
export const isSentBack = ({ fact }: Standing): boolean => fact.apply === apply.refill;
