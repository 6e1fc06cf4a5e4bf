import { setTimeout as sleep } from 'node:timers/promises';
import type { RegisteringAct } from '../people.ts';
import { type Done, type Person, silently } from '../person.ts';
import { type Alarms, askForADay } from './alarms.ts';

/** How far somebody came through consent, face and phone; each route numbers the steps in its own way. */
export type Step =
  | 'made'
  | 'timedOut'
  | 'refused'
  | 'agreed'
  | 'faceStarted'
  | 'faceFailed'
  | 'facePassed'
  | 'phoneCodeSent'
  | 'phoneFailed'
  | 'phonePassed'
  | 'creating'
  | 'failed'
  | 'created';

/** Somebody proves who they are behind a link that works for 24 h. */
export type IdentityCheck = {
  readonly step: Step;
  /** The status WeChat ended it with where it failed. */
  readonly ending: number | undefined;
  act(does: RegisteringAct): Promise<unknown>;
};

const ends: readonly Step[] = ['timedOut', 'refused', 'failed', 'created'];
/** Whether somebody may still come through. */
export const isUnderWay = ({ step }: Pick<IdentityCheck, 'step'>): boolean => !ends.includes(step);

/** The steps of somebody who agrees, and the real milliseconds between two. */
const way: readonly Step[] = ['agreed', 'faceStarted', 'facePassed', 'phoneCodeSent', 'phonePassed', 'creating'];
const betweenSteps = 60;

/** What is told where the time ran out, by the step that was reached. */
const overdue: Readonly<Partial<Record<Step, readonly [status: number, msg: string]>>> = {
  agreed: [100001, 'ID check not done'],
  faceFailed: [100002, 'face check not done'],
};

/** Begins a check. */
export const checkIdentity = (options: {
  readonly alarms: Alarms;
  readonly person: Person<RegisteringAct>;
  /** False once the world was reset: whatever still happens is for nobody. */
  readonly alive: () => boolean;
  /** The status with which WeChat says no all the same, where it does. */
  readonly limit?: () => number | undefined;
  /** Makes what follows of it at once; resolves when everybody was told. */
  readonly passed: () => Promise<unknown>;
  readonly failed: (status: number, msg: string) => Promise<unknown>;
}): IdentityCheck => {
  const { alarms, person, alive, limit, passed, failed } = options;
  const check: { step: Step; ending: number | undefined } = { step: 'made', ending: undefined };

  const walk = async (ending?: number) => {
    for (const step of way) {
      check.step = step;
      await sleep(betweenSteps, undefined, { ref: false });
    }
    if (!alive()) return;
    const no = ending ?? limit?.();
    if (no === undefined) {
      const told = passed();
      check.step = 'created';
      await told;
    } else {
      check.step = 'failed';
      check.ending = no;
      await failed(no, 'real name check failed');
    }
  };
  const stay = (step: Step): Done => {
    check.step = step;
    return silently(false);
  };
  const asked = askForADay(alarms, person, {
    act: (does) => {
      switch (does) {
        case 'accept':
          return { settled: true, told: walk() };
        case 'refuse':
          check.step = 'refused';
          return silently(true);
        case 'ignore':
          return silently(false);
        case 'agree':
          return stay('agreed');
        case 'failFace':
          return stay('faceFailed');
        case 'failPhone':
          return stay('phoneFailed');
        default:
          return { settled: true, told: walk(Number(does)) };
      }
    },
    expired: () => {
      const [status, msg] = overdue[check.step] ?? [100003, 'not confirmed within 24h'];
      check.step = 'timedOut';
      void failed(status, msg);
    },
  });

  return {
    get step() {
      return check.step;
    },
    get ending() {
      return check.ending;
    },
    act: asked.act,
  };
};
