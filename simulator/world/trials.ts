import { randomBytes } from 'node:crypto';
import { day } from '../clock.ts';
import type { People, RegisteringAct } from '../people.ts';
import { silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import { type Account, newAccount } from './accounts.ts';
import { type Alarms, askForADay } from './alarms.ts';
import type { Authorizations } from './authorizations.ts';
import { cancelled, isFull, registerTypes, serviceTypes } from './standing.ts';

/** A trial (试用小程序) that waits for its user, or its end. */
export type Trial = {
  /** Names the request in its push, and is the `create_token` of its link. */
  readonly uniqueId: string;
  readonly name: string;
  step: 'made' | 'refused' | 'timedOut' | 'failed' | 'created';
  act(does: RegisteringAct): Promise<unknown>;
};

/** The trials of all WeChat users. */
export type Trials = {
  /** Begins one. Refuses: 86012 malformed openid, 86017 and 86011 its name, 61071 the user has 5. */
  begin(request: { readonly name: string; readonly openid: string }): Trial;
  find(uniqueId: string): Trial | undefined;
  all(): readonly Trial[];
  clear(): void;
};

/** What WeChat adds to the name of a trial. */
const ending = '的体验小程序';
/** How long a trial lives unless it is made formal, in milliseconds. */
const trialLife = 14 * day;
const keywords = /小程序|微信|腾讯|wechat|tencent/i;
const trialPermissionSets = [17, 18, 25, 30, 31, 40, 76, 81, 85];

/** Whether an account is a trial that was neither made formal nor reclaimed. */
export const isTrial = ({ standing }: Account): boolean =>
  standing.serviceType === serviceTypes.trial && standing.status !== cancelled;

/** The name of a trial. Refuses: 86017 not of 4 to 30 characters, 86011 a keyword or brand. */
export const trialName = (name: string): string => {
  const { length } = [...name];
  if (length < 4 || length > 30) throw new Refusal(86017);
  if (keywords.test(name)) throw new Refusal(86011);
  return name + ending;
};

/** Makes the trials; new accounts go into `accounts`. */
export const createTrials = (deps: {
  readonly alarms: Alarms;
  readonly user: People['user'];
  readonly pushes: Pushes;
  readonly authorizations: Authorizations;
  readonly accounts: Map<string, Account>;
}): Trials => {
  const { alarms, user, pushes, authorizations, accounts } = deps;
  const trials = new Map<string, Trial>();

  const reclaim = (account: Account) => {
    if (!isTrial(account)) return;
    account.standing.status = cancelled;
    void authorizations.withdraw(account);
  };
  const tell = ({ uniqueId, name }: Trial, status: number, msg: string, appid?: string) =>
    pushes.toPlatform('notifyThirdFastregisterbetaapp', {
      ...(appid ? { appid } : {}),
      status,
      msg,
      info: { unique_id: uniqueId, name },
    });
  const create = async (trial: Trial, openid: string) => {
    trial.step = 'created';
    const account = newAccount({
      name: trial.name,
      principalName: '个人',
      principalType: 0,
      registerType: registerTypes.trial,
      serviceType: serviceTypes.trial,
      permissionSets: trialPermissionSets,
      admin: openid,
    });
    accounts.set(account.appid, account);
    alarms.after(trialLife, () => reclaim(account));
    const code = authorizations.grant(account);
    await Promise.all([tell(trial, 0, 'OK', account.appid), authorizations.announce('authorized', account, code)]);
  };
  const fail = (trial: Trial, status: number) => {
    trial.step = 'failed';
    return tell(trial, status, 'create failed');
  };

  return {
    begin: ({ name, openid }) => {
      if (!/^o[\w-]{27}$/.test(openid)) throw new Refusal(86012);
      const full = trialName(name);
      if (isFull(accounts.values(), openid)) throw new Refusal(61071);
      const trial: Trial = {
        uniqueId: randomBytes(48).toString('base64url'),
        name: full,
        step: 'made',
        act: (does) => asked.act(does),
      };
      trials.set(trial.uniqueId, trial);
      const asked = askForADay(alarms, user, {
        act: (does) => {
          if (does === 'accept') {
            const told = isFull(accounts.values(), openid) ? fail(trial, 1003) : create(trial, openid);
            return { settled: true, told };
          }
          if (does === 'refuse') {
            trial.step = 'refused';
            return silently(true);
          }
          return /^-?\d+$/.test(does) ? { settled: true, told: fail(trial, Number(does)) } : silently(false);
        },
        expired: () => {
          trial.step = 'timedOut';
          void tell(trial, 3, 'overdue unconfirmed');
        },
      });
      return trial;
    },
    find: (uniqueId) => trials.get(uniqueId),
    all: () => [...trials.values()],
    clear: () => trials.clear(),
  };
};
