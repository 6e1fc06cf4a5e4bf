import type { Entrance } from '../icp-filing/review.ts';
import { unverified } from '../icp-filing/standing.ts';

/** Whether an account can be verified and filed in one. */
export type Fitness =
  | { readonly kind: 'fit' }
  /** It is verified or filed already, or a filing of it alone is under way. */
  | { readonly kind: 'unfit'; readonly note: string; readonly verified: boolean }
  /** What it lacked was not made good in time. */
  | { readonly kind: 'late'; readonly note: string };

/** Waits until an account has what it needs; `patience` in milliseconds. */
export const awaitFitness = async (entrance: Entrance, patience: number): Promise<Fitness> => {
  const until = Date.now() + patience;
  for (let standing = await entrance.read(); ; ) {
    if (standing.kind !== 'none') return { kind: 'unfit', note: filed, verified: false };
    if (!standing.lacks.includes(unverified)) return { kind: 'unfit', note: verified, verified: true };
    const lacks = standing.lacks.filter((one) => one !== unverified).join(', ');
    if (!lacks) return { kind: 'fit' };
    const what = `The account lacks ${lacks} before it can be verified and filed.`;
    const next = await entrance.change(standing, { what, who: 'provider' }, until);
    if (!next) return { kind: 'late', note: `The account lacked ${lacks}.` };
    standing = next;
  }
};

const filed = 'A filing of the account alone is in force or under way: go on with POST /v1/icp-filings.';
const verified = 'The account is verified already: file it alone, by POST /v1/icp-filings.';
