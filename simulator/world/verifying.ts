import type { Clock } from '../clock.ts';
import type { People } from '../people.ts';
import type { Pushes } from '../push.ts';
import type { Alarms } from './alarms.ts';
import { type AuthAndIcp, createAuthAndIcp } from './auth-and-icp.ts';
import { createFaceChecks, type FaceChecks } from './face-checks.ts';
import { createFees, type Fees } from './fees.ts';
import { createFilingReviews } from './filing-reviews.ts';
import { createFilings, type Filings } from './filings.ts';
import { createVerificationAudits, type VerificationAudits } from './verification-audits.ts';
import { createVerifications, type Verifications } from './verifications.ts';

/** Verification (认证) and ICP filing (备案), alone and together. */
export type Verifying = {
  readonly fees: Fees;
  readonly audits: VerificationAudits;
  readonly verifications: Verifications;
  readonly faceChecks: FaceChecks;
  readonly filings: Filings;
  readonly authAndIcp: AuthAndIcp;
  /** Whether an account that was never filed is shown as filed, for those to whom filings are no matter. */
  allFiled: boolean;
  clear(): void;
};

/** Makes all of it. */
export const createVerifying = (deps: {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly people: People;
  readonly pushes: Pushes;
}): Verifying => {
  const { clock, alarms, people, pushes } = deps;
  const fees = createFees({ alarms, payer: people.payer });
  const audits = createVerificationAudits({ clock, alarms, verifier: people.verifier, pushes });
  const admin = people.verifyingAdmin;
  const verifications = createVerifications({ clock, alarms, admin, pushes, fees, audits });
  const faceChecks = createFaceChecks({ clock, alarms, admin, pushes });
  const reviews = createFilingReviews({ alarms, people });
  const filings = createFilings({ clock, alarms, principal: people.principal, pushes, reviews });
  const authAndIcp = createAuthAndIcp({ clock, pushes, fees, audits, reviews, filings });
  return {
    fees,
    audits,
    verifications,
    faceChecks,
    filings,
    authAndIcp,
    allFiled: false,
    clear: () => {
      for (const part of [fees, verifications, faceChecks, authAndIcp]) part.clear();
    },
  };
};
