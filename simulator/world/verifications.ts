import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { ActOf, People } from '../people.ts';
import { type Asked, type Done, silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import { type Alarms, askForADay } from './alarms.ts';
import { checkAuthMaterials } from './auth-materials.ts';
import { change } from './change.ts';
import type { Fees } from './fees.ts';
import { hasOpenProcedure } from './procedure.ts';
import { type AuthData, applyStatus, checkAuthData, taskStatus, type VerificationTask } from './verification.ts';
import type { VerificationAudits } from './verification-audits.ts';

/** The verifications (认证) of all accounts. */
export type Verifications = {
  /** Begins one. Refuses: 40097 what is needed lacks or one runs, 89636 pictures, 89609 no package. */
  begin(account: Account, data: AuthData): Promise<VerificationTask>;
  /** Submits one again. Refuses: 40097 another one or not sent back, 89636 pictures. */
  again(account: Account, taskid: string, data: AuthData): Promise<VerificationTask>;
  find(taskid: string): VerificationTask | undefined;
  clear(): void;
};

/** Where the platform is told of a step, by number, and in which words. */
const toldAtTask: Readonly<Record<number, string>> = {
  [taskStatus.made]: '资料检验成功，等待管理员授权',
  [taskStatus.facePassed]: '管理员人脸识别成功',
  [taskStatus.phonePassed]: '管理员手机验证成功',
  [taskStatus.created]: '认证审核单创建成功',
};

/** Between two steps, in real milliseconds. */
const betweenSteps = 40;

/** Makes the verifications. */
export const createVerifications = (deps: {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly admin: People['verifyingAdmin'];
  readonly pushes: Pushes;
  readonly fees: Fees;
  readonly audits: VerificationAudits;
}): Verifications => {
  const { clock, alarms, admin, pushes, fees, audits } = deps;
  const tasks = new Map<string, VerificationTask>();
  let lastOrder = 400_000_000;

  const tell = (task: VerificationTask, message: string): Promise<boolean> =>
    pushes.toPlatform('notify3rdWxaAuth', {
      appid: task.appid,
      task_status: task.taskStatus,
      message,
      taskid: task.taskid,
      apply_status: task.applyStatus,
      ...(task.dispatch ? { dispatch_info: task.dispatch } : {}),
    });
  const move = async (task: VerificationTask, status: VerificationTask['taskStatus']): Promise<void> => {
    task.taskStatus = status;
    const message = toldAtTask[status];
    if (message) await tell(task, message);
  };

  const audit = async (account: Account, task: VerificationTask): Promise<void> => {
    lastOrder += 1;
    task.orderid ??= String(lastOrder);
    task.phase = 'audit';
    const told = move(task, taskStatus.created);
    await sleep(betweenSteps, undefined, { ref: false });
    if (!tasks.has(task.taskid)) return;
    task.applyStatus = applyStatus.underAudit;
    task.dispatch = audits.begin(account, {
      passed: () => {
        change(task, { phase: 'ended', applyStatus: applyStatus.passed });
        return tell(task, '认证通过');
      },
      refill: (refillReason) => {
        change(task, { phase: 'refill', applyStatus: applyStatus.refill, refillReason });
        return tell(task, refillReason);
      },
      failed: (failReason) => {
        change(task, { phase: 'ended', applyStatus: applyStatus.failed, failReason });
        return tell(task, failReason);
      },
    });
    await Promise.all([told, tell(task, '审核中')]);
  };
  const payOrAudit = async (account: Account, task: VerificationTask): Promise<void> => {
    if (!task.paid && task.data.pay_type === 2) {
      change(task, { phase: 'payment', taskStatus: taskStatus.toBePaid });
      const asked = fees.ask(task.appid, {
        paid: () => {
          task.paid = true;
          return audit(account, task);
        },
        expired: () => change(task, { phase: 'ended', taskStatus: taskStatus.timedOut }),
      });
      task.pay = () => asked.act('pay');
      return;
    }
    if (!task.paid && !fees.spendPackage()) {
      change(task, { phase: 'ended', taskStatus: taskStatus.failed });
      return;
    }
    task.paid = true;
    await audit(account, task);
  };
  const check = async (account: Account, task: VerificationTask): Promise<void> => {
    const told: Promise<void>[] = [];
    const { agreed, faceStarted, facePassed, phoneCodeSent, phonePassed } = taskStatus;
    for (const status of [agreed, faceStarted, facePassed, phoneCodeSent, phonePassed]) {
      told.push(move(task, status));
      await sleep(betweenSteps, undefined, { ref: false });
      if (!tasks.has(task.taskid)) return;
    }
    await Promise.all([...told, payOrAudit(account, task)]);
  };
  /** A link that leads nowhere: a refill stays one, anything else is over. */
  const linkEnds = (task: VerificationTask, status: VerificationTask['taskStatus']) => {
    task.taskStatus = status;
    task.phase = task.applyStatus === applyStatus.refill ? 'refill' : 'ended';
  };
  const perform = (account: Account, task: VerificationTask, does: ActOf<'verifyingAdmin'>): Done => {
    switch (does) {
      case 'accept':
        task.phase = 'checking';
        return { settled: true, told: check(account, task) };
      case 'refuse':
        linkEnds(task, taskStatus.refused);
        return silently(true);
      case 'failFace':
        task.taskStatus = taskStatus.faceFailed;
        return silently(false);
      case 'failPhone':
        task.taskStatus = taskStatus.phoneFailed;
        return silently(false);
      case 'ignore':
        return silently(false);
    }
  };
  const sendLink = async (account: Account, task: VerificationTask): Promise<void> => {
    task.phase = 'link';
    const asked: Asked<ActOf<'verifyingAdmin'>> = askForADay(alarms, admin, {
      appid: account.appid,
      act: (does) => perform(account, task, does),
      expired: () => linkEnds(task, taskStatus.timedOut),
    });
    task.act = asked.act;
    const told = move(task, taskStatus.made);
    if (pushes.early('notify3rdWxaAuth')) await told;
  };

  return {
    begin: async (account, data) => {
      checkAuthData(data);
      if (account.verification.tasks.some(({ phase }) => phase !== 'ended') || hasOpenProcedure(account)) {
        throw new Refusal(40097, '初始化失败');
      }
      checkAuthMaterials(account, data, clock);
      if (data.pay_type === 1 && fees.packagesLeft() === 0) throw new Refusal(89609);
      const nothing = async () => {};
      const task: VerificationTask = {
        taskid: randomUUID().replaceAll('-', ''),
        appid: account.appid,
        name: data.account_name,
        data,
        phase: 'link',
        taskStatus: taskStatus.made,
        applyStatus: applyStatus.none,
        paid: false,
        act: nothing,
        pay: nothing,
      };
      tasks.set(task.taskid, task);
      account.verification.tasks.push(task);
      await sendLink(account, task);
      return task;
    },
    again: async (account, taskid, data) => {
      checkAuthData(data);
      const task = account.verification.tasks.find((one) => one.taskid === taskid);
      if (task?.phase !== 'refill') throw new Refusal(40097, '初始化失败');
      checkAuthMaterials(account, data, clock);
      task.data = data;
      await sendLink(account, task);
      return task;
    },
    find: (taskid) => tasks.get(taskid),
    clear: () => tasks.clear(),
  };
};
