import { randomBytes } from 'node:crypto';
import { type Clock, day, type Instant } from '../clock.ts';
import type { ActOf, People } from '../people.ts';
import { type Done, silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import type { Account } from './accounts.ts';
import { type Alarms, askForADay } from './alarms.ts';
import { change } from './change.ts';

/** How `query_icp_verifytask` numbers a face check. */
export const faceStatus = { waiting: 1, failed: 2, passed: 3 } as const;
/** The phone check that a verification needs too passed. */
const phonePassed = 9;

/** One face check of an account's admin. */
export type FaceCheck = {
  readonly taskId: string;
  readonly appid: string;
  readonly alongWithAuth: boolean;
  /** Until when an application may name it. */
  readonly goodUntil: Instant;
  status: (typeof faceStatus)[keyof typeof faceStatus];
  /** No further try changes it. */
  finished: boolean;
  phone?: typeof phonePassed;
  act(does: ActOf<'verifyingAdmin'>): Promise<unknown>;
};

/** Whether an application may name this check. */
export const isGood = (check: FaceCheck, now: Instant): boolean =>
  check.status === faceStatus.passed && check.finished && check.goodUntil > now;

/** The face checks (人脸核身) of all accounts' admins. */
export type FaceChecks = {
  begin(account: Account, alongWithAuth: boolean): FaceCheck;
  find(taskId: string): FaceCheck | undefined;
  clear(): void;
};

/** Makes the face checks: the notice is good for 24 h and as many tries, the check for 3 days, or 1 along with a verification. */
export const createFaceChecks = (deps: {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly admin: People['verifyingAdmin'];
  readonly pushes: Pushes;
}): FaceChecks => {
  const { clock, alarms, admin, pushes } = deps;
  const checks = new Map<string, FaceCheck>();

  const tell = ({ taskId, appid, phone }: FaceCheck, result: 2 | 3) =>
    pushes.toPlatform('notifyIcpfilingVerifyResult', {
      task_id: taskId,
      verify_appid: appid,
      result,
      ...(phone ? { along_with_auth_result: phone } : {}),
    });
  const perform = (check: FaceCheck, does: ActOf<'verifyingAdmin'>): Done => {
    const { passed, failed } = faceStatus;
    switch (does) {
      case 'accept':
        change(check, { status: passed, finished: true, ...(check.alongWithAuth ? { phone: phonePassed } : {}) });
        return { settled: true, told: tell(check, passed) };
      case 'refuse':
        change(check, { status: failed, finished: true });
        return { settled: true, told: tell(check, failed) };
      case 'failPhone':
        // Only a verification asks for the phone.
        if (!check.alongWithAuth) return perform(check, 'accept');
        check.status = passed;
        return { settled: false, told: tell(check, passed) };
      case 'failFace':
        check.status = failed;
        return { settled: false, told: tell(check, failed) };
      case 'ignore':
        return silently(false);
    }
  };

  return {
    begin: (account, alongWithAuth) => {
      const { appid } = account;
      const check: FaceCheck = {
        taskId: randomBytes(16).toString('base64url'),
        appid,
        alongWithAuth,
        goodUntil: clock.now() + (alongWithAuth ? day : 3 * day),
        status: faceStatus.waiting,
        finished: false,
        act: (does) => asked.act(does),
      };
      checks.set(check.taskId, check);
      account.filing.faceChecks.set(check.taskId, check);
      const asked = askForADay(alarms, admin, {
        appid,
        act: (does) => perform(check, does),
        expired: () => change(check, { status: faceStatus.failed, finished: true }),
      });
      return check;
    },
    find: (taskId) => checks.get(taskId),
    clear: () => checks.clear(),
  };
};
