import type { FilingFact } from '../../activities/filing-facts.ts';

/** What goes on at WeChat, with the principals, or at the bureau. */
export type Reviewed = 'platform' | 'sms' | 'bureau';

/** Where a filing stands, decoded; `fact` is what it was read from. */
export type Standing =
  | { readonly fact: FilingFact; readonly kind: Reviewed }
  | { readonly fact: FilingFact; readonly kind: 'filed' | 'unknown' }
  | { readonly fact: FilingFact; readonly kind: 'rejected'; readonly by: 'platform' | 'bureau' }
  /** Not filed, and what the account lacks before it can be. */
  | { readonly fact: FilingFact; readonly kind: 'none'; readonly lacks: readonly string[] };

/** From here on it is a bit mask of what is lacking. */
const notFiled = 1024;
/** Without it an account is filed together with its verification. */
export const unverified = 'verification (认证)';
const lackings = [
  [1, 'name, avatar and introduction (小程序信息)'],
  [2, 'category (类目)'],
  [4, unverified],
] as const;
const smsWaiting = 1;

/** Decodes the entrance's status. */
export const standingOf = (fact: FilingFact): Standing => {
  switch (fact.status) {
    case 2:
      return { fact, kind: 'platform' };
    case 3:
      return { fact, kind: 'rejected', by: 'platform' };
    case 4:
      return { fact, kind: fact.sms === smsWaiting ? 'sms' : 'bureau' };
    case 5:
      return { fact, kind: 'rejected', by: 'bureau' };
    case 6:
      return { fact, kind: 'filed' };
  }
  if (fact.status < notFiled) return { fact, kind: 'unknown' };
  const lacks: string[] = lackings.flatMap(([bit, what]) => (fact.status & bit ? [what] : []));
  return {
    fact,
    kind: 'none',
    lacks: fact.available ? lacks : [...lacks, 'an entrance that is open (WeChat takes no filing of it now)'],
  };
};
