import { randomBytes } from 'node:crypto';
import { chinaMinute } from '../china-time.ts';
import { type Clock, hour, type Instant } from '../clock.ts';
import type { ActOf, People } from '../people.ts';
import { type Done, silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import type { Records } from '../records.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import { type Alarms, askForADay } from './alarms.ts';
import { checkTrial, makeFormal } from './conversions.ts';
import type { MiniProgramLinks } from './mini-program-links.ts';
import { isTrial } from './trials.ts';

/** A question to an admin, behind a link. */
export type LoanQuestion = {
  readonly id: string;
  readonly title: string;
  readonly trial: Account;
  readonly lender: Account;
  step: 'open' | 'agreed' | 'refused' | 'timedOut';
  act(does: ActOf<'admin'>): Promise<unknown>;
};

/** Official accounts that lend their subject to a trial (复用公众号主体认证小程序). */
export type SubjectLoans = {
  /** Asks the official account's admin, whose consent pushes a ticket of 2 h. Refuses: 91021 no trial, 40013 no official account. */
  ask(trial: Account, lender: Account | undefined): LoanQuestion;
  /** Asks the trial's admin. Refuses: 91021 no trial, 61058 no ticket of these two, or older than 2 h. */
  use(trial: Account, lender: Account | undefined, ticket: string): LoanQuestion;
  find(id: string): LoanQuestion | undefined;
  clear(): void;
};

/** How long a ticket is good for, in milliseconds. */
const ticketLife = 2 * hour;

/** Makes the loans. */
export const createSubjectLoans = (deps: {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly admin: People['admin'];
  readonly pushes: Pushes;
  readonly records: Records;
  readonly links: MiniProgramLinks;
}): SubjectLoans => {
  const { links, clock, alarms, admin, pushes, records } = deps;
  const questions = new Map<string, LoanQuestion>();
  const tickets = new Map<string, { readonly trial: Account; readonly lender: Account; readonly expiresAt: Instant }>();

  /** What all pushes of a loan say. */
  const done = (trial: Account, lender: Account) => ({
    appid: trial.appid,
    mp_appid: lender.appid,
    status: 0,
    msg: 'ok',
    operation_time: chinaMinute(pushes.seconds() * 1000),
  });
  const lend = (trial: Account, lender: Account) => {
    const ticket = records.secret('subject-ticket', randomBytes(16).toString('hex'));
    tickets.set(ticket, { trial, lender, expiresAt: clock.now() + ticketLife });
    return pushes.toAccount(trial, 'betaappAuthorizationApplyEvent', {
      ApplyAuthorizationInfoNoitfy: { ...done(trial, lender), ticket },
    });
  };
  const convert = async (trial: Account, lender: Account) => {
    const { principalName, settings, verification } = lender;
    makeFormal(trial, { principalName, principalType: settings.principalType, verified: verification.verified });
    links.add(lender, trial);
    const told = { ApplyAuthorizationInfoNoitfy: done(trial, lender) };
    await pushes.toAccount(trial, 'betaappVerifyApplyEvent', told);
    await pushes.toAccount(trial, 'betaappVerifyEvent', told);
  };

  const question = (
    title: string,
    [trial, lender]: readonly [Account, Account],
    asked: Account,
    agreed: () => Promise<unknown>,
  ) => {
    const made: LoanQuestion = {
      id: randomBytes(16).toString('hex'),
      title,
      trial,
      lender,
      step: 'open',
      act: (does) => inHand.act(does),
    };
    questions.set(made.id, made);
    const inHand = askForADay(alarms, admin, {
      appid: asked.appid,
      act: (does): Done => {
        if (does === 'ignore') return silently(false);
        made.step = does === 'accept' && isTrial(trial) ? 'agreed' : 'refused';
        return made.step === 'agreed' ? { settled: true, told: agreed() } : silently(true);
      },
      expired: () => {
        made.step = 'timedOut';
      },
    });
    return made;
  };

  return {
    ask: (trial, lender) => {
      checkTrial(trial);
      if (lender?.kind !== 'officialAccount') throw new Refusal(40013);
      return question('公众号管理员授权（模拟）', [trial, lender], lender, () => lend(trial, lender));
    },
    use: (trial, lender, ticket) => {
      checkTrial(trial);
      const entry = tickets.get(ticket);
      if (!lender || entry?.trial !== trial || entry.lender !== lender) throw new Refusal(61058);
      if (entry.expiresAt <= clock.now()) throw new Refusal(61058);
      return question('小程序管理员确认（模拟）', [trial, lender], trial, () => convert(trial, lender));
    },
    find: (id) => questions.get(id),
    clear: () => {
      questions.clear();
      tickets.clear();
    },
  };
};
