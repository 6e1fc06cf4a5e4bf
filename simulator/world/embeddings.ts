import { chinaDay } from '../china-time.ts';
import { type Clock, day, type Instant } from '../clock.ts';
import type { ActOf, People } from '../people.ts';
import { type Done, silently } from '../person.ts';
import { Refusal } from '../refusal.ts';
import { isPersonal } from './account-settings.ts';
import type { Account } from './accounts.ts';
import { type Alarms, askForADay } from './alarms.ts';

/** The status of an application to open a mini program in half a screen (半屏小程序), as WeChat numbers it. */
export const embeddingStatus = { open: 1, agreed: 2, refused: 3, timedOut: 4, takenBack: 5, withdrawn: 6 } as const;

/** One account's application to open another, the last of these two. */
export type Embedding = {
  readonly opener: Account;
  readonly opened: Account;
  readonly reason: string;
  readonly createdAt: Instant;
  status: (typeof embeddingStatus)[keyof typeof embeddingStatus];
  /** The opener gave it up after it was agreed. */
  givenUp: boolean;
};

/** The half-screen mini programs of all accounts. */
export type Embeddings = {
  /**
   * Asks for a mini program; its admin is asked unless it takes (flag 1) or refuses (2) all. Refuses: 89410 no such
   * account, 89427 itself, 89420 personal, 89428 asked or agreed already, 89423 opens 10, 89424 opened by 1,000, 89414
   * asked 50 times today, 89413 asked for 10 accounts today, 89429 3 times in 24 h.
   */
  apply(opener: Account, appid: string, reason: string): void;
  /** Gives one up, or takes the application back. Refuses: 89421 none, 89422 over already. */
  giveUp(opener: Account, appid: string): void;
  /** Withdraws the right from an account. Refuses: 89421 none, 89422 not agreed. */
  withdraw(opened: Account, appid: string): void;
  /** Those that an account asked for, or that asked for it; the latest first. */
  list(account: Account, side: 'opener' | 'opened'): readonly Embedding[];
  clear(): void;
};

const mostOpened = 10;
const mostOpeners = 1000;
const applicationsADay = 50;
const accountsADay = 10;
const applicationsOfTwo = 3;

/** Makes the half-screen mini programs; an application that nobody answers times out after 24 h. */
export const createEmbeddings = (deps: {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly admin: People['admin'];
}): Embeddings => {
  const { clock, alarms, accounts, admin } = deps;
  /** Every application ever made; the last of two accounts counts. */
  let made: Embedding[] = [];

  const latest = (opener: string, opened: string) =>
    made.findLast((one) => one.opener.appid === opener && one.opened.appid === opened);
  const isLatest = (one: Embedding) => latest(one.opener.appid, one.opened.appid) === one;
  const list = (account: Account, side: 'opener' | 'opened') =>
    made.filter((one) => one[side] === account && isLatest(one) && !one.givenUp).toReversed();
  const inUse = ({ status, givenUp }: Embedding) =>
    !givenUp && (status === embeddingStatus.open || status === embeddingStatus.agreed);

  const refuseBeyondLimits = (opener: Account, opened: Account) => {
    const former = latest(opener.appid, opened.appid);
    if (former && inUse(former)) throw new Refusal(89428);
    if (list(opener, 'opener').filter(inUse).length >= mostOpened) throw new Refusal(89423);
    if (list(opened, 'opened').filter(inUse).length >= mostOpeners) throw new Refusal(89424);
    const today = made.filter(({ createdAt }) => chinaDay(createdAt) === chinaDay(clock.now()));
    if (today.filter((one) => one.opener === opener).length >= applicationsADay) throw new Refusal(89414);
    const askers = new Set(today.filter((one) => one.opened === opened).map((one) => one.opener));
    if (!askers.has(opener) && askers.size >= accountsADay) throw new Refusal(89413);
    const lately = made.filter((one) => one.opener === opener && one.opened === opened);
    const inADay = lately.filter(({ createdAt }) => createdAt > clock.now() - day);
    if (inADay.length >= applicationsOfTwo) throw new Refusal(89429);
  };
  const answer = (embedding: Embedding, does: ActOf<'admin'>): Done => {
    if (does !== 'ignore' && embedding.status === embeddingStatus.open) {
      embedding.status = embeddingStatus[does === 'accept' ? 'agreed' : 'refused'];
    }
    return silently(does !== 'ignore');
  };

  return {
    apply: (opener, appid, reason) => {
      const opened = accounts.get(appid);
      if (!opened) throw new Refusal(89410);
      if (opened === opener) throw new Refusal(89427);
      if (isPersonal(opened)) throw new Refusal(89420);
      refuseBeyondLimits(opener, opened);
      const { open, agreed, refused, timedOut } = embeddingStatus;
      const embedding: Embedding = {
        opener,
        opened,
        reason,
        createdAt: clock.now(),
        status: ([open, agreed, refused] as const)[opened.embeddedFlag],
        givenUp: false,
      };
      made.push(embedding);
      if (embedding.status !== open) return;
      askForADay(alarms, admin, {
        appid,
        act: (does) => answer(embedding, does),
        expired: () => {
          if (embedding.status === open) embedding.status = timedOut;
        },
      });
    },
    giveUp: (opener, appid) => {
      const embedding = latest(opener.appid, appid);
      if (!embedding || embedding.givenUp) throw new Refusal(89421);
      if (!inUse(embedding)) throw new Refusal(89422);
      if (embedding.status === embeddingStatus.open) embedding.status = embeddingStatus.takenBack;
      else embedding.givenUp = true;
    },
    withdraw: (opened, appid) => {
      const embedding = latest(appid, opened.appid);
      if (!embedding || embedding.givenUp) throw new Refusal(89421);
      if (embedding.status !== embeddingStatus.agreed) throw new Refusal(89422);
      embedding.status = embeddingStatus.withdrawn;
    },
    list,
    clear: () => {
      made = [];
    },
  };
};
