import type { Asking } from '../../activities/asking.ts';
import type { FactActivities } from '../../activities/facts.ts';
import type { RegistrationTask, RegistrationTimings } from '../../messages/registration.ts';
import type { Hints } from '../hints.ts';
import type { Process } from '../process.ts';
import { withReminders } from '../reminders.ts';
import { waitForFact } from '../wait-for-fact.ts';
import type { Attempts } from './attempts.ts';
import type { StatusNumbers, Verdict } from './statuses.ts';

/** How a route waits for its person. */
export type PersonWait = {
  /** What is waited for, in words. */
  readonly what: string;
  readonly numbers: StatusNumbers;
  readonly ask: (
    facts: FactActivities,
    asking: Asking & { readonly taskid: string; readonly known: number | undefined },
  ) => Promise<{ status: number }>;
  readonly pushes: Hints<'notifyThirdFasteregister'>;
  readonly attempts: Attempts;
  readonly timings: RegistrationTimings;
};

/** The step in which the person acts. */
export const personStep = 'face-verification';
/** A refusal is believed once the status has stood still for so many polls: in another numbering it means consent. */
const pollsOfRefusal = 3;

/** Waits for the person: a push decides, a query where its number is certain, else the end of the window. */
export const awaitPerson = async (
  process: Process,
  wait: PersonWait,
  task: RegistrationTask | undefined,
): Promise<Verdict> => {
  const { attempts, numbers, timings } = wait;
  const until = task?.until ?? Date.now() + timings.window;
  let known: number | undefined;
  let knownSince = 0;
  /** Until it is decided, or so long. */
  const watch = async (stop: number): Promise<Verdict | undefined> => {
    for (;;) {
      const pushed = attempts.pushed();
      if (pushed) return decided(process, pushed);
      const refusalStands =
        known !== undefined && known === numbers.refusal
          ? knownSince + pollsOfRefusal * timings.poll
          : Number.POSITIVE_INFINITY;
      const deadline = Math.min(stop, refusalStands);
      const changed = await statusChange(process, wait, { taskid: task?.taskid, known, deadline, until });
      if (changed) {
        const verdict = numbers.verdict(changed.status);
        if (verdict) return decided(process, verdict);
        known = changed.status;
        knownSince = Date.now();
        process.progress.note(personStep, numbers.text(changed.status));
      } else if (attempts.pushed()) {
        // Decided at the top of the loop.
      } else if (Date.now() >= refusalStands) {
        return { kind: 'refused', note: 'The legal person refused, by the status of the task.' };
      } else if (Date.now() >= stop) {
        return undefined;
      }
    }
  };
  const verdict = await withReminders(process, {
    ...{ step: personStep, waitingFor: { what: wait.what, who: 'merchant' }, until, remind: timings.remind },
    wait: (_shown, stop) => watch(stop),
  });
  return verdict ?? { kind: 'expired', note: task?.taskid === undefined ? linkLost : unfinished };
};

const unfinished = 'The person did not finish within the window.';
const linkLost = 'Nobody could use the task at WeChat, because its link was lost with the answer to create.';

type Watch = {
  readonly taskid: string | undefined;
  readonly known: number | undefined;
  readonly deadline: number;
  /** When the window ends: later than the deadline while a reminder is due first. */
  readonly until: number;
};

/** The next status, or `undefined` at the deadline and once a push decides. Without a task id only pushes can tell. */
const statusChange = async (
  process: Process,
  { what, ask, pushes, attempts, timings }: PersonWait,
  { taskid, known, deadline, until: end }: Watch,
): Promise<{ status: number } | undefined> => {
  const until = new Date(end).toISOString();
  const pushDecides = () => attempts.pushed() !== undefined;
  if (taskid === undefined) {
    const waitingFor = { what: 'The push of a registration task whose link was lost', who: 'ops', until } as const;
    await process.pause(deadline - Date.now(), waitingFor, pushDecides);
    return undefined;
  }
  return waitForFact(process, {
    waitingFor: { what, who: 'merchant', until },
    until: deadline,
    every: timings.poll,
    hints: pushes,
    or: pushDecides,
    ask: (facts, asking) => ask(facts, { ...asking, taskid, known }),
  });
};

/** The status that was shown last gives way to the end. */
const decided = (process: Process, verdict: Verdict): Verdict => {
  process.progress.note(personStep, verdict.kind === 'created' ? 'WeChat made the mini program.' : verdict.note);
  return verdict;
};
