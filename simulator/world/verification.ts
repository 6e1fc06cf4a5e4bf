import type { z } from 'zod';
import type { authData } from '../../wechat/endpoints/shapes/auth-data.ts';
import type { Instant } from '../clock.ts';
import type { ActOf } from '../people.ts';
import { Refusal } from '../refusal.ts';
import { personNumbers } from './registration-status.ts';
import type { TempFiles } from './temp-files.ts';

/** What a verification says of its account. */
export type AuthData = z.output<typeof authData>;

/** How `queryauth` numbers the steps of a task: what is made at their end is the audit order. */
export const taskStatus = { ...personNumbers, toBePaid: 15 } as const;

/** How it numbers those of the audit order. */
export const applyStatus = { none: 0, underAudit: 2, refill: 3, passed: 4, failed: 5 } as const;

/** The agency that audits (审核机构). */
export type Dispatch = { readonly provider: string; readonly contact: string; readonly dispatch_time: number };

/** One verification (认证). It runs until `ended`; only one of `refill` may be submitted again. */
export type VerificationTask = {
  readonly taskid: string;
  readonly appid: string;
  readonly name: string;
  data: AuthData;
  phase: 'link' | 'checking' | 'payment' | 'audit' | 'refill' | 'ended';
  taskStatus: (typeof taskStatus)[keyof typeof taskStatus];
  applyStatus: (typeof applyStatus)[keyof typeof applyStatus];
  paid: boolean;
  orderid?: string;
  refillReason?: string;
  failReason?: string;
  dispatch?: Dispatch;
  /** What the admin does at the link. */
  act(does: ActOf<'verifyingAdmin'>): Promise<unknown>;
  /** The merchant pays. */
  pay(): Promise<unknown>;
};

/** What an account has of verifications. */
export type AccountVerification = {
  /** Whether it is verified and the year is not over. */
  verified: boolean;
  /** When it was verified last, which gives back the names of the year. */
  verifiedAt: Instant | undefined;
  /** When the verification ends or ended. */
  expiresAt: Instant | undefined;
  readonly tasks: VerificationTask[];
  readonly materials: TempFiles<'image'>;
};

/** Of a new account. */
export const newVerification = (verified: boolean): AccountVerification => ({
  verified,
  verifiedAt: undefined,
  expiresAt: undefined,
  tasks: [],
  materials: new Map(),
});

/** The customer_type of a person. */
export const personCustomer = 15;

/** Refuses what lacks something that its kind needs: 40097. */
export const checkAuthData = (data: AuthData): void => {
  if (data.customer_type !== personCustomer && !data.qualification) throw new Refusal(40097, 'qualification');
  if (data.pay_type === 1 && !data.service_appid) throw new Refusal(40097, 'service_appid');
  if (data.auth_identification && !data.auth_ident_material?.length) throw new Refusal(40097, 'auth_ident_material');
};
