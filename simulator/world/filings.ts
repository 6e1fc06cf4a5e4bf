import type { Clock } from '../clock.ts';
import type { People } from '../people.ts';
import { silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import { type Alarms, askForADay } from './alarms.ts';
import { change } from './change.ts';
import { type Application, entranceStatus, filingStatus, type Hint } from './filing.ts';
import { hintsOf } from './filing-hints.ts';
import type { FilingReviews } from './filing-reviews.ts';
import { hasOpenProcedure } from './procedure.ts';

/** The ICP filings (备案) of all accounts. */
export type Filings = {
  /** Hands a filing to the platform's review. Refuses: 86358, 86324 another is open, 86202 not now or with hints. */
  apply(account: Account, application: Application): void;
  /** Refuses: 86330 too late, 86368 nothing to withdraw. */
  withdraw(account: Account): void;
  /** Asks the principal to confirm the end of a filing. Refuses: 86353 not filed, 86324 asked already. */
  cancel(account: Account): void;
};

/** Whether a filing of this account is under review. */
export const isUnderReview = ({ filing: { status } }: Account): boolean =>
  status === filingStatus.platformReviews || status === filingStatus.bureauReviews;

/** Refuses with what is wrong with the fields: 86202. */
export const refuseHints = (hints: readonly Hint[]): void => {
  if (hints.length > 0) throw new Refusal(86202, undefined, { hints });
};

/** The hints somebody ordered for the next filing order; they strike once. */
export const takeNextHints = ({ filing }: Account): readonly Hint[] => {
  const { nextHints } = filing;
  filing.nextHints = [];
  return nextHints;
};

/** Makes the filings. */
export const createFilings = (deps: {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly principal: People['principal'];
  readonly pushes: Pushes;
  readonly reviews: FilingReviews;
}): Filings => {
  const { clock, alarms, principal, pushes, reviews } = deps;
  return {
    apply: (account, application) => {
      const { filing, appid } = account;
      if (hasOpenProcedure(account) || filing.canceling) throw new Refusal(86358);
      if (isUnderReview(account)) throw new Refusal(86324);
      const rejected = filing.status === filingStatus.platformRejected || filing.status === filingStatus.bureauRejected;
      const ready = rejected || entranceStatus(account) === filingStatus.notFiled;
      if (!ready || !filing.available) throw new Refusal(86202);
      refuseHints([...hintsOf(account, application, clock.now(), false), ...takeNextHints(account)]);
      reviews.begin(account, application, async (status) => {
        if (status === filingStatus.bureauReviews) return;
        await pushes.toPlatform('notifyApplyIcpfilingResult', { authorizer_appid: appid, beian_status: status });
      });
    },
    withdraw: ({ filing }) => {
      if (filing.canceling || filing.status === filingStatus.bureauReviews) throw new Refusal(86330);
      if (filing.status !== filingStatus.platformReviews) throw new Refusal(86368);
      filing.review?.dismiss();
      filing.status = filingStatus.notFiled;
    },
    cancel: ({ filing, appid }) => {
      if (filing.status !== filingStatus.filed) throw new Refusal(86353);
      if (filing.canceling) throw new Refusal(86324);
      filing.canceling = true;
      askForADay(alarms, principal, {
        appid,
        act: (does) => {
          if (does === 'confirm') change(filing, { status: filingStatus.notFiled, canceling: false });
          return silently(does === 'confirm');
        },
        expired: () => {
          filing.canceling = false;
        },
      });
    },
  };
};
