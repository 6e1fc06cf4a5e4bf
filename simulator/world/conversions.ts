import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { ActOf, People, RegisteringAct } from '../people.ts';
import { type Asked, silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import { type Alarms, askForADay } from './alarms.ts';
import { createAllowance } from './allowance.ts';
import { checkIdentity, type IdentityCheck, isUnderWay } from './identity-check.ts';
import { personNumbers } from './registration-status.ts';
import { registerTypes, serviceTypes } from './standing.ts';
import { isTrial } from './trials.ts';

/** The enterprise that a trial is to belong to. */
export type TrialOwner = { readonly enterprise_name: string; readonly code: string; readonly component_phone: string };

/** A trial on its way to a formal mini program; `admin` is there where the admin has to agree as well. */
export type Conversion = {
  readonly taskid: string;
  readonly account: Account;
  readonly check: IdentityCheck;
  /** Whom the link is for now: nobody once it is settled. */
  waitsFor(): 'person' | 'admin' | undefined;
  act(does: RegisteringAct): Promise<unknown>;
  actAsAdmin(does: ActOf<'admin'>): Promise<unknown>;
};

/** The conversions of trials (试用小程序转正) by an enterprise or a person. */
export type Conversions = {
  /**
   * The legal person, then the admin. Refuses: 45011 and 45009 more than 5 a minute and 100 a day, 91021 no trial, 89255
   * malformed code, 89251 the legal person's link is open, 89249 the admin's is.
   */
  verify(account: Account, owner: TrialOwner): Conversion;
  /** The user alone. Refuses: 91021 no trial, 86033 a set is missing, 89249 a task of this trial is open. */
  upgrade(account: Account): Conversion;
  find(taskid: string): Conversion | undefined;
  all(): readonly Conversion[];
  /** A task of this account, the latest unless told. */
  of(account: Account, taskid?: string): Conversion | undefined;
  clear(): void;
};

/** Sets that a trial must have granted to become a person's upgraded mini program. */
const upgradeSets = [18, 30, 76, 81, 85];

/** Makes a trial a formal mini program; the ending of its name stays. */
export const makeFormal = (
  account: Account,
  known: { readonly principalName: string; readonly principalType: number; readonly verified?: boolean },
) => {
  account.principalName = known.principalName;
  account.settings.principalType = known.principalType;
  account.registerType = registerTypes.trialMadeFormal;
  account.standing.serviceType = serviceTypes.miniProgram;
  account.verification.verified = known.verified ?? false;
};

/** Refuses an account that is no trial (any more): 91021. */
export const checkTrial = (account: Account): void => {
  if (!isTrial(account)) throw new Refusal(91021);
};

/** Makes the conversions. */
export const createConversions = (deps: {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly people: People;
  readonly pushes: Pushes;
}): Conversions => {
  const { clock, alarms, people, pushes } = deps;
  const all = new Map<string, Conversion>();
  const verifications = createAllowance(clock, [
    { per: 'minute', most: 5, errcode: 45011 },
    { per: 'day', most: 100, errcode: 45009 },
  ]);
  const openOf = (account: Account) =>
    [...all.values()].find((one) => one.account === account && one.waitsFor() !== undefined);
  const add = (conversion: Conversion) => {
    all.set(conversion.taskid, conversion);
    return conversion;
  };

  return {
    verify: (account, owner) => {
      verifications.spend();
      checkTrial(account);
      if (!/^[0-9A-Z]{18}$/.test(owner.code)) throw new Refusal(89255);
      const open = openOf(account);
      if (open) throw new Refusal(open.waitsFor() === 'person' ? 89251 : 89249);

      const taskid = randomUUID();
      const alive = () => all.has(taskid);
      const info = {
        name: owner.enterprise_name,
        code: owner.code,
        code_type: 1,
        component_phone: owner.component_phone,
      };
      const tell = (status: number, msg: string) =>
        pushes.toPlatform('notifyThirdFastverifybetaapp', { appid: account.appid, status, msg, info });
      let admin: Asked<ActOf<'admin'>> | undefined;
      let adminWaits = false;
      const settle = () => {
        adminWaits = false;
      };
      const askAdmin = () => {
        adminWaits = true;
        admin = askForADay(alarms, people.admin, {
          appid: account.appid,
          act: (does) => {
            if (does === 'ignore') return silently(false);
            settle();
            if (does === 'refuse' || !isTrial(account)) return silently(true);
            makeFormal(account, { principalName: owner.enterprise_name, principalType: 1 });
            return { settled: true, told: tell(0, 'OK') };
          },
          expired: () => {
            settle();
            void tell(100003, 'not confirmed within 24h');
          },
        });
        return Promise.resolve();
      };
      const check = checkIdentity({ alarms, person: people.legalPerson, alive, passed: askAdmin, failed: tell });
      return add({
        taskid,
        account,
        check,
        waitsFor: () => (isUnderWay(check) ? 'person' : adminWaits ? 'admin' : undefined),
        act: check.act,
        actAsAdmin: async (does) => admin?.act(does),
      });
    },

    upgrade: (account) => {
      checkTrial(account);
      if (!upgradeSets.every((id) => account.permissionSets.includes(id))) throw new Refusal(86033);
      if (openOf(account)) throw new Refusal(89249);
      const taskid = randomUUID();
      const check = checkIdentity({
        alarms,
        person: people.user,
        alive: () => all.has(taskid),
        limit: () => (isTrial(account) ? undefined : personNumbers.failed),
        // What its end is told by is not known: whoever waits asks.
        passed: async () => makeFormal(account, { principalName: '个人', principalType: 0 }),
        failed: async () => {},
      });
      return add({
        taskid,
        account,
        check,
        waitsFor: () => (isUnderWay(check) ? 'person' : undefined),
        act: check.act,
        actAsAdmin: async () => {},
      });
    },

    find: (taskid) => all.get(taskid),
    all: () => [...all.values()],
    of: (account, taskid) =>
      [...all.values()].findLast((one) => one.account === account && one.taskid === (taskid ?? one.taskid)),
    clear: () => {
      all.clear();
      verifications.clear();
    },
  };
};
