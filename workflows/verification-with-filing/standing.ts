import type { ProcedureFact } from '../../activities/procedure-facts.ts';
import type { FieldHint } from '../../messages/progress.ts';

/** What goes on with who pays, the agency, WeChat, the principals, or the bureau. */
export type Followed = 'payment' | 'audit' | 'platform' | 'sms' | 'bureau';

/** Where a verification with filing stands, decoded; `fact` is what it was read from. */
export type Standing = { readonly fact: ProcedureFact } & (
  | { readonly kind: Followed | 'filed' | 'failed' | 'withdrawn' | 'unknown' }
  /** The fee's time ran out, or WeChat ended it. */
  | { readonly kind: 'over'; readonly why: string }
  /** Sent back by one of those: the whole is submitted again. */
  | { readonly kind: 'rejected'; readonly by: 'audit' | 'platform' | 'bureau'; readonly hints: readonly FieldHint[] }
);

const smsWaiting = 1;

/** Decodes `procedure_status`; 27 to 29 are known from code only, and end it in any case. */
export const standingOf = (fact: ProcedureFact): Standing => {
  switch (fact.status) {
    case 15:
      return { fact, kind: 'payment' };
    case 16:
    case 17:
      return { fact, kind: 'audit' };
    case 18:
      return {
        fact,
        kind: 'rejected',
        by: 'audit',
        hints: [{ field: '', problem: fact.refillReason ?? '资料需要修改' }],
      };
    // Verified: the filing is about to begin.
    case 19:
    case 22:
      return { fact, kind: 'platform' };
    case 20:
      return { fact, kind: 'failed' };
    // WeChat could not make the filing's order, or its review rejected it.
    case 21:
    case 23:
      return { fact, kind: 'rejected', by: 'platform', hints: fact.hints };
    case 24:
      return { fact, kind: fact.sms === smsWaiting ? 'sms' : 'bureau' };
    case 25:
      return { fact, kind: 'rejected', by: 'bureau', hints: fact.hints };
    case 26:
      return { fact, kind: 'filed' };
    case 27:
      return { fact, kind: 'over', why: 'Nobody paid for the verification in time.' };
    case 28:
      return { fact, kind: 'over', why: 'WeChat ended the verification with filing.' };
    case 29:
      return { fact, kind: 'withdrawn' };
    default:
      return { fact, kind: 'unknown' };
  }
};
