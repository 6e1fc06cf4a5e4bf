import type { ActOf } from '../people.ts';
import type { Asked } from '../person.ts';
import type { Account } from './accounts.ts';
import type { Application, AuditNote, Hint } from './filing.ts';
import type { AuthData } from './verification.ts';

/** How `query_auth_and_icp` numbers the steps of a verification with filing; 27 and 29 are known from code only. */
export const procedureStatus = {
  toBePaid: 15,
  paid: 16,
  underAudit: 17,
  refill: 18,
  verified: 19,
  failed: 20,
  noFilingOrder: 21,
  platformReviews: 22,
  platformRejected: 23,
  bureauReviews: 24,
  bureauRejected: 25,
  done: 26,
  expired: 27,
  withdrawn: 29,
} as const;

/** One verification with filing (认证及备案). */
export type Procedure = {
  readonly procedureId: string;
  readonly appid: string;
  readonly name: string;
  data: AuthData;
  application: Application;
  status: (typeof procedureStatus)[keyof typeof procedureStatus];
  orderid?: string;
  refillReason?: string;
  failReason?: string;
  hints: readonly Hint[];
  auditData: readonly AuditNote[];
  payment?: Asked<ActOf<'payer'>>;
};

const { failed, done, expired, withdrawn } = procedureStatus;
const ends: readonly number[] = [failed, done, expired, withdrawn];

/** Whether a verification with filing of this account has not come to its end. */
export const hasOpenProcedure = ({ filing }: Account): boolean =>
  filing.procedure !== undefined && !ends.includes(filing.procedure.status);
