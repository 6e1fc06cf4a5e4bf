import { type FilingTimings, withdraw } from '../../messages/icp-filing.ts';
import type { WaitingFor } from '../../messages/progress.ts';
import { reads } from '../facts.ts';
import { weChatFailureOf, wordsOf } from '../failures.ts';
import { listenFor } from '../hints.ts';
import { awaitHoweverLong } from '../overdue.ts';
import type { Process } from '../process.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx } from '../wechat.ts';
import { type Reviewed, type Standing, standingOf } from './standing.ts';

/** The account's entrance to filings. */
export type Entrance = {
  read(): Promise<Standing>;
  /** Waits until the filing stands elsewhere; `undefined` at the deadline, or where `or` came true. */
  change(from: Standing, waitingFor: WaitingFor, until: number, or?: () => boolean): Promise<Standing | undefined>;
  /** Waits through one of the reviews, with a withdrawal on the way where one is asked for. */
  review(from: Extract<Standing, { kind: Reviewed }>): Promise<Standing>;
};

/** The step of the progress for each. */
export const stepOf = { platform: 'platform-review', sms: 'sms-check', bureau: 'bureau-review' } as const;

const waits = {
  platform: { what: "WeChat's review of the filing (平台审核)", who: 'wechat' },
  sms: { what: "The principals' answer to the bureau's SMS (工信部短信核验)", who: 'merchant' },
  bureau: { what: "The bureau's review of the filing (管局审核)", who: 'wechat' },
} as const;

/** Opens the entrance; call it before the first await. */
export const openEntrance = (process: Process, appid: string, timings: FilingTimings): Entrance => {
  const pushes = listenFor('notifyApplyIcpfilingResult');
  let reviewing: Reviewed | undefined;
  let withdrawalAsked = false;
  process.actions.on(withdraw, {
    refuse: () => (reviewing === 'platform' ? undefined : 'Only what the platform reviews can be withdrawn.'),
    apply: () => {
      withdrawalAsked = true;
    },
  });

  const read: Entrance['read'] = async () =>
    standingOf(await process.attempt(() => reads('Where does the filing stand?').readFiling(appid)));
  const change: Entrance['change'] = async ({ fact: { status, sms, available } }, waitingFor, until, or) => {
    const known = { status, available, ...(sms === undefined ? {} : { sms }) };
    const fact = await waitForFact(process, {
      ...{ waitingFor, until, hints: pushes, every: timings.poll },
      ...(or ? { or } : {}),
      ask: (facts, asking) => facts.awaitFiling({ ...asking, appid, known }),
    });
    return fact && standingOf(fact);
  };
  const takeBack = async () => {
    withdrawalAsked = false;
    try {
      await wx('Withdraw the application').cancelApplyIcpFiling(appid, {});
    } catch (error) {
      // Too late, or not now: the review goes on.
      process.progress.note(stepOf.platform, `Not withdrawn: ${wordsOf(weChatFailureOf(error))}`);
    }
  };

  return {
    read,
    change,
    review: async (from) => {
      const { kind } = from;
      reviewing = kind;
      const window = kind === 'sms' ? timings.smsWindow : timings.reviewWindow;
      const asked = () => withdrawalAsked;
      const wait = (waitingFor: WaitingFor, until: number) => change(from, waitingFor, until, asked);
      try {
        for (;;) {
          const next = await awaitHoweverLong(waits[kind], window, wait, asked);
          if (next) return next;
          await takeBack();
          const now = await read();
          if (now.kind !== kind) return now;
        }
      } finally {
        reviewing = undefined;
      }
    },
  };
};
