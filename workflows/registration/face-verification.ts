import type { RegistrationTask, RegistrationTimings } from '../../messages/enterprise-registration.ts';
import type { Hints } from '../hints.ts';
import type { Process } from '../process.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { pushVerdict, queryVerdict, refusal, statusText, type Verdict } from './statuses.ts';

/** How the person's part ended. */
export type PersonDone = Verdict | { readonly kind: 'refused'; readonly note: string };

type Pushes = Hints<'notifyThirdFasteregister'>;

const step = 'face-verification';
/** A refusal is believed once the status has stood still for so many polls: in another numbering it means consent. */
const pollsOfRefusal = 3;

/** Waits for the legal person: a push decides, a query where its number is certain, else the end of the window. */
export const awaitPerson = async (
  process: Process,
  pushes: Pushes,
  timings: RegistrationTimings,
  task: RegistrationTask | undefined,
): Promise<PersonDone> => {
  const until = task?.until ?? Date.now() + timings.window;
  const remindAt = until - timings.remind;
  let known: number | undefined;
  let knownSince = 0;
  for (;;) {
    const pushed = pushedVerdict(pushes);
    if (pushed) return decided(process, pushed);
    const refusalStands = known === refusal ? knownSince + pollsOfRefusal * timings.poll : Number.POSITIVE_INFINITY;
    const deadline = Math.min(Date.now() < remindAt ? remindAt : until, refusalStands);
    const changed = await statusChange(process, { pushes, timings, taskid: task?.taskid, known, deadline, until });
    if (changed) {
      const verdict = queryVerdict(changed.status);
      if (verdict) return decided(process, verdict);
      known = changed.status;
      knownSince = Date.now();
      process.progress.note(step, statusText(changed.status));
    } else if (pushedVerdict(pushes)) {
      // Decided at the top of the loop.
    } else if (Date.now() >= refusalStands) {
      return { kind: 'refused', note: 'The legal person refused, by the status of the task.' };
    } else if (Date.now() >= until) {
      return { kind: 'expired', note: task?.taskid === undefined ? linkLost : unfinished };
    } else if (deadline === remindAt) {
      process.progress.note(step, `Reminder: the window ends at ${new Date(until).toISOString()}.`);
    }
  }
};

const unfinished = 'The legal person did not finish within the window.';
const linkLost =
  'Nobody could use the task at WeChat, because its link was lost with the answer to create: start again.';

type Watch = {
  readonly pushes: Pushes;
  readonly timings: RegistrationTimings;
  readonly taskid: string | undefined;
  readonly known: number | undefined;
  readonly deadline: number;
  /** When the window ends: later than the deadline while a reminder is due first. */
  readonly until: number;
};

/** The next status, or `undefined` at the deadline and once a push decides. Without a task id only pushes can tell. */
const statusChange = async (process: Process, watch: Watch): Promise<{ status: number } | undefined> => {
  const { pushes, timings, taskid, known, deadline } = watch;
  const until = new Date(watch.until).toISOString();
  const pushDecides = () => pushedVerdict(pushes) !== undefined;
  if (taskid === undefined) {
    const what = 'The push of a registration task whose link was lost';
    await process.pause(deadline - Date.now(), { what, who: 'ops', until }, pushDecides);
    return undefined;
  }
  return waitForFact(process, {
    waitingFor: { what: 'Face verification by the legal person (法定代表人人脸核验)', who: 'merchant', until },
    until: deadline,
    every: timings.poll,
    hints: pushes,
    or: pushDecides,
    ask: (facts, asking) => facts.awaitRegistration({ ...asking, taskid, known }),
  });
};

/** The status that was shown last gives way to the end. */
const decided = (process: Process, verdict: PersonDone): PersonDone => {
  process.progress.note(step, verdict.kind === 'created' ? 'WeChat made the mini program.' : verdict.note);
  return verdict;
};

const pushedVerdict = ({ received }: Pushes): Verdict | undefined =>
  received.map(({ payload }) => pushVerdict(payload.status)).find((verdict) => verdict !== undefined);
