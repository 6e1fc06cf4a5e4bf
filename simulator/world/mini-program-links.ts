import { chinaMonth, within } from '../china-time.ts';
import type { Clock, Instant } from '../clock.ts';
import type { ActOf } from '../people.ts';
import { type Person, silently } from '../person.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';

/** How many mini programs an official account is linked with: of its own subject and of others. */
const room = { same: 10, other: 3 } as const;
/** How many links an official account asks for in a month. */
const linksAMonth = 13;

/** How far a link is, as WeChat numbers it. */
export const linkStatus = { linked: 1, waitsForMiniProgram: 2, refused: 3, waitsForOfficialAccount: 12 } as const;

/** A mini program that is linked with an official account, or shall be. */
export type MiniProgramLink = {
  readonly miniProgram: Account;
  readonly shown: boolean;
  status: (typeof linkStatus)[keyof typeof linkStatus];
  unlinking: boolean;
};

/** The links of official accounts with mini programs (关联小程序); the admins agree to each. */
export type MiniProgramLinks = {
  /**
   * Asks for a link. Refuses: 48001 not an official account, 40013 no such mini program, 89015 linked, 89010 asked already,
   * 89016 and 89017 full, 89030 too many this month.
   */
  ask(official: Account, miniProgram: Account | undefined, shown: boolean): void;
  /** Links at once, past all limits: as WeChat does with what it registers for an official account. */
  add(official: Account, miniProgram: Account): void;
  /** Asks for the end of a link. Refuses: 40013 not linked, 89018 asked already. */
  askEnd(official: Account, appid: string): void;
  of(official: Account): readonly MiniProgramLink[];
  clear(): void;
};

/** Makes a world without links. */
export const createMiniProgramLinks = (clock: Clock, admin: Person<ActOf<'admin'>>): MiniProgramLinks => {
  const all = new Map<string, MiniProgramLink[]>();
  const asked = new Map<string, Instant[]>();

  const of = (official: Account) => all.get(official.appid) ?? [];
  const remove = (official: Account, link: MiniProgramLink) =>
    all.set(
      official.appid,
      of(official).filter((one) => one !== link),
    );
  const askAdmin = (appid: string, decide: (agrees: boolean) => void) => {
    admin.ask({
      appid,
      act: (does) => {
        if (does !== 'ignore') decide(does === 'accept');
        return silently(does !== 'ignore');
      },
    });
  };
  const askMiniProgram = (link: MiniProgramLink) => {
    link.status = linkStatus.waitsForMiniProgram;
    askAdmin(link.miniProgram.appid, (agrees) => {
      link.status = agrees ? linkStatus.linked : linkStatus.refused;
    });
  };
  const checkRoom = (official: Account, miniProgram: Account) => {
    const isSame = (one: Account) => one.principalName === official.principalName;
    const same = isSame(miniProgram);
    const taken = of(official).filter((one) => isSame(one.miniProgram) === same && one.status !== linkStatus.refused);
    if (taken.length >= (same ? room.same : room.other)) throw new Refusal(same ? 89016 : 89017);
    const thisMonth = within(chinaMonth, asked.get(official.appid) ?? [], clock.now());
    if (thisMonth.length >= linksAMonth) throw new Refusal(89030);
    asked.set(official.appid, [...thisMonth, clock.now()]);
  };

  return {
    ask: (official, miniProgram, shown) => {
      if (official.kind !== 'officialAccount') throw new Refusal(48001);
      if (miniProgram?.kind !== 'miniProgram') throw new Refusal(40013);
      const former = of(official).find((one) => one.miniProgram === miniProgram);
      if (former?.status === linkStatus.linked) throw new Refusal(89015);
      if (former && former.status !== linkStatus.refused) throw new Refusal(89010);
      checkRoom(official, miniProgram);
      if (former) remove(official, former);
      const link: MiniProgramLink = {
        miniProgram,
        shown,
        status: linkStatus.waitsForOfficialAccount,
        unlinking: false,
      };
      all.set(official.appid, [...of(official), link]);
      askAdmin(official.appid, (agrees) => (agrees ? askMiniProgram(link) : remove(official, link)));
    },
    add: (official, miniProgram) => {
      const link = { miniProgram, shown: true, status: linkStatus.linked, unlinking: false };
      all.set(official.appid, [...of(official), link]);
    },
    askEnd: (official, appid) => {
      const link = of(official).find((one) => one.miniProgram.appid === appid);
      if (link?.status !== linkStatus.linked) throw new Refusal(40013);
      if (link.unlinking) throw new Refusal(89018);
      link.unlinking = true;
      askAdmin(official.appid, (agrees) => {
        link.unlinking = false;
        if (agrees) remove(official, link);
      });
    },
    of,
    clear: () => {
      for (const part of [all, asked]) part.clear();
    },
  };
};
