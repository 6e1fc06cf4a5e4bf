import { chinaDay, within } from '../china-time.ts';
import type { Clock } from '../clock.ts';
import type { ActOf, People } from '../people.ts';
import type { Done } from '../person.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import { type Alarms, askForADay } from './alarms.ts';

/** The applications for live broadcasts (直播). */
export type LiveApplications = {
  /** Asks the admin, who has 24 h. Refuses: 45009 applied 100 times today. */
  apply(account: Account): void;
};

const applicationsADay = 100;

/** Makes the applications. */
export const createLiveApplications = (deps: {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly admin: People['admin'];
  readonly pushes: Pushes;
}): LiveApplications => {
  const { clock, alarms, admin, pushes } = deps;
  const answer = (account: Account, does: ActOf<'admin'>): Done => {
    const { appid } = account;
    const opened = () => ({ ApplyLiveInfoNoitfy: { appid, open_time: String(pushes.seconds()) } });
    const told = does === 'accept' ? pushes.toAccount(account, 'wxaLiveApplyEvent', opened()) : Promise.resolve();
    return { settled: does !== 'ignore', told };
  };
  return {
    apply: (account) => {
      const { liveApplications } = account;
      if (within(chinaDay, liveApplications, clock.now()).length >= applicationsADay) throw new Refusal(45009);
      liveApplications.push(clock.now());
      askForADay(alarms, admin, { appid: account.appid, act: (does) => answer(account, does) });
    },
  };
};
