import type { FilingFact } from '../../activities/filing-facts.ts';
import type { FilingTimings } from '../../messages/icp-filing.ts';
import type { WaitingFor } from '../../messages/progress.ts';
import { reads } from '../facts.ts';
import { listenFor } from '../hints.ts';
import { awaitHoweverLong } from '../overdue.ts';
import type { Process } from '../process.ts';
import { withReminders } from '../reminders.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { type Reviewed, type Standing, standingOf } from './standing.ts';
import { openWithdrawal } from './withdrawal.ts';

/** The account's entrance to filings. */
export type Entrance = {
  read(): Promise<Standing>;
  /** Waits until the filing stands elsewhere; `undefined` at the deadline, or where `or` came true. */
  change(from: Standing, waitingFor: WaitingFor, until: number, or?: () => boolean): Promise<Standing | undefined>;
};

/**
 * Waits through one of the reviews, with a withdrawal on the way where one is asked for; `before` is where the filing stood
 * before it was applied for.
 */
export type Review = (from: Extract<Standing, { kind: Reviewed }>, before: Standing | undefined) => Promise<Standing>;

/** The step of the progress for each. */
export const stepOf = { platform: 'platform-review', sms: 'sms-check', bureau: 'bureau-review' } as const;

/** What each waits for, and whom. */
export const waits = {
  platform: { what: "WeChat's review of the filing (平台审核)", who: 'wechat' },
  sms: { what: "The principals' answer to the bureau's SMS (工信部短信核验)", who: 'merchant' },
  bureau: { what: "The bureau's review of the filing (管局审核)", who: 'wechat' },
} as const;

/** Opens the entrance, asked every `poll` milliseconds; call it before the first await. */
export const openEntrance = (process: Process, appid: string, poll: number): Entrance => {
  const pushes = listenFor('notifyApplyIcpfilingResult');
  const read: Entrance['read'] = async () =>
    standingOf(await process.attempt(() => reads('Where does the filing stand?').readFiling(appid)));
  const change: Entrance['change'] = async ({ fact: { status, sms, available } }, waitingFor, until, or) => {
    const known = { status, available, ...(sms === undefined ? {} : { sms }) };
    const fact = await waitForFact(process, {
      ...{ waitingFor, until, hints: pushes, every: poll },
      ...(or ? { or } : {}),
      ask: (facts, asking) => facts.awaitFiling({ ...asking, appid, known }),
    });
    return fact && standingOf(fact);
  };
  return { read, change };
};

/** Opens the reviews; call it before the first await. */
export const openReview = (process: Process, appid: string, entrance: Entrance, timings: FilingTimings): Review => {
  const withdrawal = openWithdrawal(process, appid, stepOf.platform);
  /** An answer as of before the application may be a late one: it counts once it has stood for a while. */
  const settled = async (found: Standing, waitingFor: WaitingFor, asked: () => boolean) => {
    const what = `${waitingFor.what}: WeChat answers as before the application, and is asked again`;
    const moved = await entrance.change(found, { ...waitingFor, what }, Date.now() + timings.settle, asked);
    return moved || asked() ? moved : found;
  };
  const reminding = (wait: Wait) => (waitingFor: WaitingFor, until: number) =>
    withReminders(process, { step: stepOf.sms, waitingFor, until, remind: timings.remind, wait });
  return (from, before) => {
    const { kind } = from;
    const window = kind === 'sms' ? timings.smsWindow : timings.reviewWindow;
    return withdrawal.during(kind === 'platform', (asked, made) => {
      const change = async (waitingFor: WaitingFor, until: number) => {
        const found = await entrance.change(from, waitingFor, until, asked);
        return found && !made && isAsBefore(found, before) ? settled(found, waitingFor, asked) : found;
      };
      const wait = kind === 'sms' ? reminding(change) : change;
      return awaitHoweverLong(waits[kind], window, wait, asked);
    });
  };
};

type Wait = (waitingFor: WaitingFor, until: number) => Promise<Standing | undefined>;

/** Whether an answer could be of the time before an application: nothing is applied for, or all that was rejected is as it was. */
const isAsBefore = (found: Standing, before: Standing | undefined): boolean =>
  found.kind === 'none' ||
  (found.kind === 'rejected' && before?.kind === 'rejected' && saysTheSame(found.fact, before.fact));

const saysTheSame = (one: FilingFact, other: FilingFact): boolean =>
  one.status === other.status && JSON.stringify(one.hints) === JSON.stringify(other.hints);
