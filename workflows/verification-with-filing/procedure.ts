import type { ProcedureFact } from '../../activities/procedure-facts.ts';
import type { WaitingFor } from '../../messages/progress.ts';
import type { VerificationWithFilingTimings } from '../../messages/verification-with-filing.ts';
import { reads } from '../facts.ts';
import { type Hints, listenFor } from '../hints.ts';
import { waits as filingWaits } from '../icp-filing/review.ts';
import { openWithdrawal } from '../icp-filing/withdrawal.ts';
import { awaitHoweverLong } from '../overdue.ts';
import type { Process } from '../process.ts';
import { withReminders } from '../reminders.ts';
import { waits as verificationWaits } from '../verification/task.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { stepOf } from './plan.ts';
import { type Followed, type Standing, standingOf } from './standing.ts';

/** The account's verification with filing at WeChat. */
export type Procedure = {
  readonly pushes: Hints<'notify3rdWxaAuthAndIcp'>;
  /** Where it stands once it was submitted; WeChat may answer for a while as `before`. */
  readAfter(before: Standing | undefined, procedureId: string): Promise<Standing>;
  /** Waits until it stands elsewhere; `undefined` at the deadline, or where `or` came true. */
  change(from: Standing, waitingFor: WaitingFor, until: number, or?: () => boolean): Promise<Standing | undefined>;
  /** Waits for the fee, the audit or a review, with a withdrawal on the way where one is asked for. */
  follow(from: Standing, as: Followed): Promise<Standing>;
};

const waits = { ...filingWaits, payment: verificationWaits.payment, audit: verificationWaits.audit } as const;

/** Opens it; call it before the first await. */
export const openProcedure = (process: Process, appid: string, timings: VerificationWithFilingTimings): Procedure => {
  const pushes = listenFor('notify3rdWxaAuthAndIcp');
  const withdrawal = openWithdrawal(process, appid, stepOf.platform);
  const windows: Record<Followed, number> = {
    payment: timings.paymentWindow,
    audit: timings.auditWindow,
    platform: timings.reviewWindow,
    sms: timings.smsWindow,
    bureau: timings.reviewWindow,
  };
  const change: Procedure['change'] = async ({ fact: known }, waitingFor, until, or) => {
    const fact = await waitForFact<ProcedureFact>(process, {
      ...{ waitingFor, until, hints: pushes, every: timings.poll },
      ...(or ? { or } : {}),
      ask: (facts, asking) => facts.awaitProcedure({ ...asking, appid, known: numbersOf(known) }),
    });
    return fact && standingOf(fact);
  };
  /** People are reminded of the end of their window. */
  const waiting = (from: Standing, as: Followed, asked: () => boolean) => {
    const wait = (waitingFor: WaitingFor, until: number) => change(from, waitingFor, until, asked);
    if (waits[as].who !== 'merchant') return wait;
    return (waitingFor: WaitingFor, until: number) =>
      withReminders(process, { step: stepOf[as], waitingFor, until, remind: timings.remind, wait });
  };
  return {
    pushes,
    change,
    readAfter: async (before, procedureId) => {
      const { readProcedure } = reads('Where does the verification with filing stand?');
      const found = standingOf(await process.attempt(() => readProcedure({ appid, procedureId })));
      if (before?.kind !== 'rejected' || found.fact.status !== before.fact.status) return found;
      const what = 'WeChat to show that it was submitted again';
      return (await change(found, { what, who: 'wechat' }, Date.now() + timings.settle)) ?? found;
    },
    // WeChat itself ends what nobody pays for.
    follow: (from, as) =>
      withdrawal.during(as === 'platform', (asked) =>
        awaitHoweverLong(waits[as], windows[as], waiting(from, as, asked), asked),
      ),
  };
};

const numbersOf = ({ procedureId, status, sms }: ProcedureFact) => ({
  procedureId,
  status,
  ...(sms === undefined ? {} : { sms }),
});
