import { defineUpdate } from '@temporalio/workflow';
import type { Request } from './actions.ts';
import { type FilingApplication, type FilingTimings, filingTimings } from './icp-filing.ts';
import type { Unfinished } from './submission.ts';
import { type VerificationApplication, type VerificationTimings, verificationTimings } from './verification.ts';

/** Durations in milliseconds, as of both; the face check is good for 1 day here. */
export type VerificationWithFilingTimings = FilingTimings & Pick<VerificationTimings, 'paymentWindow' | 'auditWindow'>;

const hour = 3_600_000;

export const verificationWithFilingTimings: VerificationWithFilingTimings = {
  ...filingTimings,
  faceLife: 23 * hour,
  paymentWindow: verificationTimings.paymentWindow,
  auditWindow: verificationTimings.auditWindow,
  lookUpAfter: verificationTimings.lookUpAfter,
};

/** What an account is verified and filed with; its files are materials. */
export type CombinedApplication = FilingApplication & { readonly auth_data: VerificationApplication };

export type VerificationWithFilingInput = {
  readonly appid: string;
  readonly application: CombinedApplication;
  /** The merchant's page. */
  readonly page: string;
  readonly timings: VerificationWithFilingTimings;
  readonly request: Request;
};

/** How a verification with filing ended. */
export type VerificationWithFilingOutcome =
  | { readonly kind: 'filed'; readonly recordNumber?: string }
  /** The account is verified already, or its filing alone is in force or under way: the one is not for it. */
  | { readonly kind: 'unfit'; readonly note: string; readonly verified: boolean }
  /** The filing was withdrawn; the account stays verified. */
  | { readonly kind: 'withdrawn'; readonly note: string }
  | Unfinished<{ readonly procedureId?: string }>;

/** Give new data in place of what was refused. */
export const refillBoth = defineUpdate<void, [Request & { readonly application: CombinedApplication }], 'refill'>(
  'refill',
);
