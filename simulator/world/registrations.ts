import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { People } from '../people.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import { type Account, type NewAccount, newAccount } from './accounts.ts';
import type { Alarms } from './alarms.ts';
import { createAllowance } from './allowance.ts';
import type { Authorizations } from './authorizations.ts';
import { checkIdentity, type IdentityCheck, isUnderWay } from './identity-check.ts';
import { enterpriseNumbers, personNumbers, statusOf } from './registration-status.ts';
import { isFull, registerTypes } from './standing.ts';

/** Who registers, as the platform named them. */
export type Subject = { readonly component_phone: string } & (
  | { readonly kind: 'enterprise'; readonly name: string; readonly code: string }
  | { readonly kind: 'personal'; readonly wxuser: string }
  | { readonly kind: 'transaction'; readonly openid: string }
);

/** One registration of a mini program; only one for each subject is open at a time. */
export type Registration = {
  readonly taskid: string;
  readonly subject: Subject;
  readonly check: IdentityCheck;
  /** As the query of its route numbers it. */
  readonly status: number;
};

/** Whether a task has not come to its end. */
export const isRunning = ({ check }: Registration): boolean => isUnderWay(check);

/** The registrations of enterprises, persons and upgraded persons (快速注册企业、个人、个人升级版小程序). */
export type Registrations = {
  /**
   * Begins a task and hands it to the person. Refuses: 89255 malformed code, 86032 malformed WeChat id, 40003 malformed
   * openid, 91030 more than 5 calls a day for one WeChat user, 89249 a task of this subject is open.
   */
  begin(subject: Subject): Promise<Registration>;
  find(taskid: string, kind?: Subject['kind']): Registration | undefined;
  all(): readonly Registration[];
  clear(): void;
};

/** The pushes that tell of a new account; both carry its code, and either may arrive first. */
export const toldOf = ['notifyThirdFasteregister', 'authorized'] as const;

const keyOf = (subject: Subject): string => {
  switch (subject.kind) {
    case 'enterprise':
      return subject.code;
    case 'personal':
      return subject.wxuser;
    case 'transaction':
      return subject.openid;
  }
};
const wellFormed = {
  enterprise: { like: /^[0-9A-Z]{18}$/, errcode: 89255 },
  personal: { like: /^[a-zA-Z][\w-]{5,19}$/, errcode: 86032 },
  transaction: { like: /^o[\w-]{27}$/, errcode: 40003 },
} as const;

/** The account of a subject. */
const accountOf = (subject: Subject): NewAccount => {
  switch (subject.kind) {
    case 'enterprise':
      return { name: subject.name, principalName: subject.name, registerType: registerTypes.enterprise };
    case 'personal':
      return {
        principalName: '个人',
        principalType: 0,
        registerType: registerTypes.personal,
        permissionSets: [17, 18, 25, 30, 40],
        admin: subject.wxuser,
      };
    case 'transaction':
      return {
        principalName: '个人',
        principalType: 0,
        registerType: registerTypes.transaction,
        permissionSets: [17, 18, 25, 30, 40, 76, 85],
        admin: subject.openid,
      };
  }
};

/** Makes the registrations; new accounts go into `accounts`. */
export const createRegistrations = (deps: {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly people: People;
  readonly pushes: Pushes;
  readonly authorizations: Authorizations;
  readonly accounts: Map<string, Account>;
}): Registrations => {
  const { clock, alarms, people, pushes, authorizations, accounts } = deps;
  const tasks = new Map<string, Registration>();
  const ofAUser = createAllowance(clock, [{ per: 'day', most: 5, errcode: 91030 }]);

  const tell = (
    taskid: string,
    subject: Subject,
    end: { status: number; msg: string; appid?: string; auth_code?: string },
  ) => pushes.toPlatform('notifyThirdFasteregister', { ...end, info: infoOf(taskid, subject) });
  const create = async (taskid: string, subject: Subject) => {
    const account = newAccount(accountOf(subject));
    accounts.set(account.appid, account);
    const code = authorizations.grant(account);
    await Promise.all([
      tell(taskid, subject, { appid: account.appid, status: 0, auth_code: code, msg: 'OK' }),
      authorizations.announce('authorized', account, code),
    ]);
  };

  return {
    begin: async (subject) => {
      const key = keyOf(subject);
      const { like, errcode } = wellFormed[subject.kind];
      if (!like.test(key)) throw new Refusal(errcode);
      if (subject.kind !== 'enterprise') ofAUser.spend(key);
      const open = [...tasks.values()].some(
        (task) => isRunning(task) && task.subject.kind === subject.kind && keyOf(task.subject) === key,
      );
      if (open) throw new Refusal(89249);
      const taskid = randomUUID();
      const person = subject.kind === 'enterprise' ? people.legalPerson : people.user;
      const check = checkIdentity({
        alarms,
        person,
        alive: () => tasks.has(taskid),
        limit: () => (subject.kind !== 'enterprise' && isFull(accounts.values(), key) ? 1003 : undefined),
        passed: () => create(taskid, subject),
        failed: (status, msg) => tell(taskid, subject, { status, msg }),
      });
      const numbers = subject.kind === 'enterprise' ? enterpriseNumbers : personNumbers;
      const task: Registration = {
        taskid,
        subject,
        check,
        get status() {
          return statusOf(numbers, check);
        },
      };
      tasks.set(taskid, task);
      if (person.planned() === 'accept' && toldOf.some(pushes.early)) await check.act('accept');
      return task;
    },
    find: (taskid, kind) => {
      const task = tasks.get(taskid);
      return kind === undefined || task?.subject.kind === kind ? task : undefined;
    },
    all: () => [...tasks.values()],
    clear: () => {
      tasks.clear();
      ofAUser.clear();
    },
  };
};

/** What a push repeats of the request; a person's names no task. */
const infoOf = (taskid: string, subject: Subject) => {
  const { component_phone } = subject;
  switch (subject.kind) {
    case 'enterprise':
      return { name: subject.name, code: subject.code, component_phone, code_type: 1, taskid };
    case 'personal':
      return { wxuser: subject.wxuser, idname: '', component_phone };
    case 'transaction':
      return { wxuser: '', idname: '', component_phone };
  }
};
