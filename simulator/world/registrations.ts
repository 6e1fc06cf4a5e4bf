import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { LegalPersonAct, People } from '../people.ts';
import type { Asked, Done } from '../person.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import { type Account, newAccount } from './accounts.ts';
import type { Authorizations } from './authorizations.ts';

/** What the platform sent for an enterprise. */
export type Enterprise = { readonly name: string; readonly code: string; readonly component_phone: string };

/** The status of a registration task, as its query numbers it. */
export const registrationStatus = {
  made: 1,
  timedOut: 2,
  refused: 3,
  agreed: 4,
  faceStarted: 5,
  faceFailed: 6,
  facePassed: 7,
  phoneCodeSent: 8,
  creating: 10,
  created: 12,
} as const;

/** One registration of an enterprise's mini program; only one for each enterprise is open at a time. */
export type Registration = {
  readonly taskid: string;
  readonly enterprise: Enterprise;
  status: (typeof registrationStatus)[keyof typeof registrationStatus];
  /** What the legal person does on the page behind the link. */
  act(does: LegalPersonAct): Promise<unknown>;
};

const ends: readonly number[] = [registrationStatus.timedOut, registrationStatus.refused, registrationStatus.created];
/** Whether a task has not come to its end. */
export const isRunning = ({ status }: Registration): boolean => !ends.includes(status);

/** The registrations of enterprises (快速注册企业小程序). */
export type Registrations = {
  /** Begins a task and hands it to the legal person. Refuses: 89255 malformed code, 89249 one of this code is open. */
  begin(enterprise: Enterprise): Promise<Registration>;
  find(taskid: string): Registration | undefined;
  all(): readonly Registration[];
  clear(): void;
};

/** The pushes that tell of a new account; both carry its code, and either may arrive first. */
export const toldOf = ['notifyThirdFasteregister', 'authorized'] as const;
/** How long the legal person has, in milliseconds of the simulator's clock. */
const window = 24 * 3_600_000;
/** Between two steps of a person who agrees, in real milliseconds. */
const betweenSteps = 60;
/** How WeChat's answers mark an account of this route. */
const registeredByApi = 6;

/** Makes the registrations; `open` takes a new account into the world. */
export const createRegistrations = (deps: {
  readonly clock: Clock;
  readonly legalPerson: People['legalPerson'];
  readonly pushes: Pushes;
  readonly authorizations: Authorizations;
  readonly open: (account: Account) => void;
}): Registrations => {
  const { clock, legalPerson, pushes, authorizations } = deps;
  const tasks = new Map<string, Registration>();

  const tell = (task: Registration, status: number, msg: string, created?: { appid: string; auth_code: string }) => {
    const { taskid, enterprise } = task;
    const info = { ...enterprise, code_type: 1, taskid };
    return pushes.toPlatform('notifyThirdFasteregister', { ...created, status, msg, info });
  };
  const create = async (task: Registration) => {
    const { agreed, faceStarted, facePassed, phoneCodeSent, creating, created } = registrationStatus;
    for (const status of [agreed, faceStarted, facePassed, phoneCodeSent, creating]) {
      task.status = status;
      await sleep(betweenSteps, undefined, { ref: false });
    }
    if (!tasks.has(task.taskid)) return;
    const { name } = task.enterprise;
    const account = newAccount({ name, principalName: name, registerType: registeredByApi });
    deps.open(account);
    const code = authorizations.grant(account);
    task.status = created;
    await Promise.all([
      tell(task, 0, 'OK', { appid: account.appid, auth_code: code }),
      authorizations.announce('authorized', account, code),
    ]);
  };
  const expire = async (task: Registration, asked: Asked<LegalPersonAct>) => {
    if (!tasks.has(task.taskid)) return;
    const failed = task.status === registrationStatus.faceFailed;
    asked.dismiss();
    task.status = registrationStatus.timedOut;
    await (failed ? tell(task, 100002, 'face check not done') : tell(task, 100003, 'not confirmed within 24h'));
  };
  const perform = (task: Registration, does: LegalPersonAct, callOffExpiry: () => void): Done => {
    const silent = Promise.resolve();
    switch (does) {
      case 'accept':
        callOffExpiry();
        return { settled: true, told: create(task) };
      case 'refuse':
        callOffExpiry();
        task.status = registrationStatus.refused;
        return { settled: true, told: silent };
      case 'failFace':
        task.status = registrationStatus.faceFailed;
        return { settled: false, told: silent };
      case 'ignore':
        return { settled: false, told: silent };
    }
  };

  return {
    begin: async (enterprise) => {
      if (!/^[0-9A-Z]{18}$/.test(enterprise.code)) throw new Refusal(89255);
      const running = [...tasks.values()].some((task) => isRunning(task) && task.enterprise.code === enterprise.code);
      if (running) throw new Refusal(89249);
      const task: Registration = {
        taskid: randomUUID().replaceAll('-', ''),
        enterprise,
        status: registrationStatus.made,
        act: (does) => asked.act(does),
      };
      tasks.set(task.taskid, task);
      const callOffExpiry = clock.at(clock.now() + window, () => void expire(task, asked));
      const asked = legalPerson.ask({ act: (does) => perform(task, does, callOffExpiry) });
      if (legalPerson.planned() === 'accept' && toldOf.some(pushes.early)) await asked.act('accept');
      return task;
    },
    find: (taskid) => tasks.get(taskid),
    all: () => [...tasks.values()],
    clear: () => tasks.clear(),
  };
};
