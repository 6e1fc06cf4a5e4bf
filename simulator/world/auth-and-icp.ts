import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import { isInitialised } from './account-settings.ts';
import type { Account } from './accounts.ts';
import { checkAuthMaterials } from './auth-materials.ts';
import { approvedCategories } from './categories.ts';
import { change } from './change.ts';
import type { Fees } from './fees.ts';
import { type Application, filingStatus } from './filing.ts';
import { hintsOf } from './filing-hints.ts';
import type { FilingReviews } from './filing-reviews.ts';
import { type Filings, isUnderReview, refuseHints, takeNextHints } from './filings.ts';
import { hasOpenProcedure, type Procedure, procedureStatus } from './procedure.ts';
import { type AuthData, checkAuthData, personCustomer } from './verification.ts';
import type { VerificationAudits } from './verification-audits.ts';

/** The verifications with filing (认证及备案) of all accounts. */
export type AuthAndIcp = {
  /**
   * Begins one, or submits again what was rejected. Refuses: 86358 one is open, 86324 a filing is under review, 86202 the account does not fit, or with hints,
   * 40097 and 89609 as a verification does.
   */
  submit(account: Account, data: AuthData, application: Application): Procedure;
  find(procedureId: string): Procedure | undefined;
  /** Withdraws the filing of one, as `filings` would. */
  withdraw(account: Account): Promise<void>;
  clear(): void;
};

const { refill, noFilingOrder, platformRejected, bureauRejected } = procedureStatus;
/** Between two steps, in real milliseconds. */
const betweenSteps = 40;
/** From where one goes on when it is submitted again. */
const rejections: readonly number[] = [refill, noFilingOrder, platformRejected, bureauRejected];
/** Enterprises and people; other kinds are not open yet. */
const customerTypes: readonly number[] = [1, personCustomer];
/** The procedure's status for each of a filing. */
const ofFiling = {
  3: procedureStatus.platformRejected,
  4: procedureStatus.bureauReviews,
  5: procedureStatus.bureauRejected,
  6: procedureStatus.done,
} as const;

/** Makes them. */
export const createAuthAndIcp = (deps: {
  readonly clock: Clock;
  readonly pushes: Pushes;
  readonly fees: Fees;
  readonly audits: VerificationAudits;
  readonly reviews: FilingReviews;
  readonly filings: Filings;
}): AuthAndIcp => {
  const { clock, pushes, fees, audits, reviews, filings } = deps;
  const procedures = new Map<string, Procedure>();
  let lastOrder = 500_000_000;

  const move = (procedure: Procedure, status: Procedure['status']) => {
    procedure.status = status;
    const { procedureId, appid } = procedure;
    return pushes.toPlatform('notify3rdWxaAuthAndIcp', { appid, procedure_id: procedureId, procedure_status: status });
  };
  /** Comes to a status that does not last. */
  const moveOn = async (procedure: Procedure, status: Procedure['status'], next: () => Promise<void>) => {
    const told = move(procedure, status);
    await sleep(betweenSteps, undefined, { ref: false });
    if (procedures.has(procedure.procedureId)) await Promise.all([told, next()]);
  };
  const file = async (account: Account, procedure: Procedure): Promise<void> => {
    const hints = takeNextHints(account);
    procedure.hints = hints;
    if (hints.length > 0) {
      await move(procedure, noFilingOrder);
      return;
    }
    reviews.begin(account, procedure.application, (status) => {
      procedure.auditData = account.filing.auditData;
      return move(procedure, ofFiling[status]);
    });
    await move(procedure, procedureStatus.platformReviews);
  };
  const audit = async (account: Account, procedure: Procedure): Promise<void> => {
    lastOrder += 1;
    procedure.orderid ??= String(lastOrder);
    audits.begin(account, {
      passed: () => moveOn(procedure, procedureStatus.verified, () => file(account, procedure)),
      refill: (reason) => {
        procedure.refillReason = reason;
        return move(procedure, refill);
      },
      failed: (reason) => {
        procedure.failReason = reason;
        return move(procedure, procedureStatus.failed);
      },
    });
    await move(procedure, procedureStatus.underAudit);
  };
  const paid = (account: Account, procedure: Procedure): Promise<void> =>
    moveOn(procedure, procedureStatus.paid, () => audit(account, procedure));
  const askForFee = (account: Account, procedure: Procedure): void => {
    if (procedure.data.pay_type === 1) {
      fees.spendPackage();
      void paid(account, procedure);
      return;
    }
    procedure.payment = fees.ask(account.appid, {
      paid: () => paid(account, procedure),
      expired: () => void move(procedure, procedureStatus.expired),
    });
    void move(procedure, procedureStatus.toBePaid);
  };
  const goOn = (account: Account, procedure: Procedure): void => {
    void (procedure.status === refill ? audit(account, procedure) : file(account, procedure));
  };
  const checkAccount = (account: Account, data: AuthData): void => {
    if (isUnderReview(account)) throw new Refusal(86324);
    if (hasOpenProcedure(account) || account.verification.tasks.some(({ phase }) => phase !== 'ended')) {
      throw new Refusal(86358);
    }
    const { verification, filing } = account;
    const ready = isInitialised(account) && approvedCategories(account).length > 0;
    const fresh = !verification.verified && filing.status !== filingStatus.filed;
    const fits = fresh && ready && customerTypes.includes(data.customer_type);
    if (!fits || !filing.available) throw new Refusal(86202);
    if (data.pay_type === 1 && fees.packagesLeft() === 0) throw new Refusal(89609);
  };

  return {
    submit: (account, data, application) => {
      checkAuthData(data);
      const { procedure: latest } = account.filing;
      const again = latest && rejections.includes(latest.status) ? latest : undefined;
      if (!again) checkAccount(account, data);
      checkAuthMaterials(account, data, clock, account.filing.media);
      refuseHints(hintsOf(account, application, clock.now(), true));
      if (again) {
        change(again, { data, application });
        goOn(account, again);
        return again;
      }
      const procedure: Procedure = {
        procedureId: randomUUID().replaceAll('-', ''),
        appid: account.appid,
        name: data.account_name,
        data,
        application,
        status: procedureStatus.toBePaid,
        hints: [],
        auditData: [],
      };
      procedures.set(procedure.procedureId, procedure);
      account.filing.procedure = procedure;
      askForFee(account, procedure);
      return procedure;
    },
    find: (procedureId) => procedures.get(procedureId),
    withdraw: async (account) => {
      filings.withdraw(account);
      const { procedure } = account.filing;
      if (procedure?.status === procedureStatus.platformReviews) await move(procedure, procedureStatus.withdrawn);
    },
    clear: () => procedures.clear(),
  };
};
