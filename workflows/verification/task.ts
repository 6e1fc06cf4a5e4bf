import type { VerificationFact } from '../../activities/verification-facts.ts';
import type { WaitingFor } from '../../messages/progress.ts';
import type { VerificationTimings } from '../../messages/verification.ts';
import { reads } from '../facts.ts';
import { type Hints, listenFor } from '../hints.ts';
import { awaitHoweverLong } from '../overdue.ts';
import type { Process } from '../process.ts';
import { withReminders } from '../reminders.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { type Standing, standingOf } from './standing.ts';
import { type Followed, stepOf } from './steps.ts';

/** The account's verification task at WeChat. */
export type Task = {
  readonly pushes: Hints<'notify3rdWxaAuth'>;
  read(taskid: string): Promise<Standing>;
  /** Decodes what was read, and shows it: the link, what the admin has come to, who audits. */
  show(fact: VerificationFact): Standing;
  /** Waits until it stands elsewhere; `undefined` at the deadline, or where `or` came true. */
  change(from: Standing, waitingFor: WaitingFor, until: number, or?: () => boolean): Promise<Standing | undefined>;
  /** Waits for the admin, the merchant's fee, or the audit. */
  follow(from: Standing, as: Followed): Promise<Standing>;
};

/** What each waits for, and whom. */
export const waits = {
  admin: { what: 'The admin at the link: consent, face, phone (管理员授权与核验)', who: 'merchant' },
  payment: { what: "The verification's fee, to be paid at the link (支付认证费)", who: 'merchant' },
  audit: { what: "The agency's audit of the verification (认证审核)", who: 'wechat' },
} as const;

/** What the admin has come to, by number (`task_status`). */
const adminWords: Readonly<Record<number, string>> = {
  3: 'The admin agreed.',
  4: 'The face check has begun.',
  5: 'The face check failed; the admin may try again at the link.',
  6: 'The face check passed.',
  7: 'The phone code was sent.',
  8: 'The phone check failed; the admin may try again at the link.',
  9: 'The phone check passed.',
};

/** Opens the task; call it before the first await. */
export const openTask = (process: Process, appid: string, timings: VerificationTimings): Task => {
  const pushes = listenFor('notify3rdWxaAuth');
  const { progress } = process;

  const show: Task['show'] = (fact) => {
    const standing = standingOf(fact);
    const { kind } = standing;
    if (fact.url) progress.link({ rel: 'auth-url', title: 'For the admin (管理员)', href: fact.url });
    const words = kind === 'admin' ? adminWords[fact.task] : undefined;
    if (words) progress.note(stepOf.admin, words);
    if (kind === 'audit' && fact.agency) progress.note(stepOf.audit, `Audited by ${fact.agency}.`);
    return standing;
  };
  const change: Task['change'] = async ({ fact: { taskid, task, apply } }, waitingFor, until, or) => {
    const fact = await waitForFact(process, {
      ...{ waitingFor, until, hints: pushes, every: timings.poll },
      ...(or ? { or } : {}),
      ask: (facts, asking) => facts.awaitVerification({ ...asking, appid, known: { taskid, task, apply } }),
    });
    return fact && show(fact);
  };
  /** While the same people are at it their time runs on. */
  const within = async (from: Standing, as: 'admin' | 'payment', window: number): Promise<Standing> => {
    const until = Date.now() + window;
    for (let standing = from; ; ) {
      const from = standing;
      const next = await withReminders(process, {
        ...{ step: stepOf[as], waitingFor: waits[as], until, remind: timings.remind },
        wait: (waitingFor, stop) => change(from, waitingFor, stop),
      });
      if (!next) return { fact: standing.fact, kind: 'stopped', why: overdue[as], ended: 'expired', byWeChat: false };
      if (next.kind !== as) return next;
      standing = next;
    }
  };

  return {
    pushes,
    show,
    read: async (taskid) => {
      const { readVerification } = reads('Where does the verification stand?');
      return show(await process.attempt(() => readVerification({ appid, taskid })));
    },
    change,
    follow: async (from, as) => {
      if (as === 'admin') return within(from, as, timings.linkWindow);
      if (as === 'payment') return within(from, as, timings.paymentWindow);
      const wait = (waitingFor: WaitingFor, until: number) => change(from, waitingFor, until);
      return (await awaitHoweverLong(waits.audit, timings.auditWindow, wait)) ?? from;
    },
  };
};

const overdue = {
  admin: 'The admin did not finish at the link in time.',
  payment: 'Nobody paid for the verification in time.',
} as const;
