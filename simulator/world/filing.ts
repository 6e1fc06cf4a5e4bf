import type { z } from 'zod';
import type { applyIcpFiling } from '../../wechat/endpoints/record.ts';
import type { ActOf } from '../people.ts';
import type { Asked } from '../person.ts';
import { isInitialised } from './account-settings.ts';
import type { Account } from './accounts.ts';
import { approvedCategories } from './categories.ts';
import type { FaceCheck } from './face-checks.ts';
import type { IcpMedia } from './icp-media.ts';
import type { Procedure } from './procedure.ts';

/** What a filing is asked for with. */
export type Application = z.output<typeof applyIcpFiling.request>;
/** What is wrong with one field. */
export type Hint = { readonly errcode: number; readonly errmsg: string; readonly err_field: string };
/** Why a review rejected. */
export type AuditNote = { readonly key_name: string; readonly error: string; readonly suggest: string };

/** How the entrance numbers where a filing stands. */
export const filingStatus = {
  platformReviews: 2,
  platformRejected: 3,
  bureauReviews: 4,
  bureauRejected: 5,
  filed: 6,
  notFiled: 1024,
} as const;

/** How it numbers the SMS check of the bureau; 0 is never shown. */
export const smsStatus = { none: 0, waiting: 1, done: 2, timedOut: 3 } as const;

/** What an account has of ICP filings (备案). */
export type AccountFiling = {
  status: (typeof filingStatus)[keyof typeof filingStatus];
  sms: (typeof smsStatus)[keyof typeof smsStatus];
  canceling: boolean;
  /** Whether the entrance is open: a name with some keywords or a bureau out of order closes it. */
  available: boolean;
  auditData: readonly AuditNote[];
  /** What is under review or in force. */
  application?: Application;
  recordNumber?: string;
  /** The platform's review, while it can be withdrawn from. */
  review?: Asked<ActOf<'platformReviewer'>>;
  /** Hints that the next filing order gets, besides those that the checks find. */
  nextHints: readonly Hint[];
  readonly media: Map<string, IcpMedia>;
  readonly faceChecks: Map<string, FaceCheck>;
  /** The latest verification with filing. */
  procedure?: Procedure;
};

/** An account without a filing. */
export const newFiling = (): AccountFiling => ({
  status: filingStatus.notFiled,
  sms: smsStatus.none,
  canceling: false,
  available: true,
  auditData: [],
  nextHints: [],
  media: new Map(),
  faceChecks: new Map(),
});

/** The status that the entrance shows: what an account without a filing still lacks is added as bits. */
export const entranceStatus = (account: Account): number => {
  const { filing, verification } = account;
  if (filing.status !== filingStatus.notFiled) return filing.status;
  const lacks = [!isInitialised(account), approvedCategories(account).length === 0, !verification.verified];
  return lacks.reduce<number>((status, lack, bit) => status + (lack ? 2 ** bit : 0), filing.status);
};
