import type { Delivery } from '../../messages/delivery.ts';
import type { RegistrationTask, RegistrationTimings } from '../../messages/enterprise-registration.ts';
import type { Hints } from '../hints.ts';
import type { Process } from '../process.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { pushVerdict, queryVerdict, refusal, statusText, type Verdict } from './statuses.ts';

/** How the person's part ended; `push` where WeChat told us so with the account's appid and code. */
export type PersonDone =
  | (Verdict & { readonly push?: Delivery<'notifyThirdFasteregister'> })
  | { readonly kind: 'refused'; readonly note: string };

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
  for (;;) {
    const pushed = pushes.received.map(verdictOf).find((verdict) => verdict !== undefined);
    if (pushed) return pushed;
    const refused = known === refusal;
    const next = Date.now() < remindAt ? remindAt : until;
    const deadline = refused ? Math.min(next, Date.now() + pollsOfRefusal * timings.poll) : next;
    const changed = await statusChange(process, { pushes, timings, taskid: task?.taskid, known, deadline });
    if (changed) {
      const verdict = queryVerdict(changed.status);
      if (verdict) return verdict;
      known = changed.status;
      process.progress.note(step, statusText(changed.status));
    } else if (pushes.received.some(verdictOf)) {
      // Decided at the top of the loop.
    } else if (refused) {
      return { kind: 'refused', note: 'The legal person refused, by the status of the task.' };
    } else if (Date.now() >= until) {
      return { kind: 'expired', note: 'The legal person did not finish within the window.' };
    } else if (deadline === remindAt) {
      process.progress.note(step, `Reminder: the window ends at ${new Date(until).toISOString()}.`);
    }
  }
};

type Watch = {
  readonly pushes: Pushes;
  readonly timings: RegistrationTimings;
  readonly taskid: string | undefined;
  readonly known: number | undefined;
  readonly deadline: number;
};

/** The next status, or `undefined` at the deadline and once a push decides. Without a task id only pushes can tell. */
const statusChange = async (process: Process, watch: Watch): Promise<{ status: number } | undefined> => {
  const { pushes, timings, taskid, known, deadline } = watch;
  const decided = () => pushes.received.some(verdictOf);
  if (taskid === undefined) {
    const what = 'The push of a registration task whose link was lost';
    await process.pause(deadline - Date.now(), { what, who: 'ops' }, decided);
    return undefined;
  }
  return waitForFact(process, {
    waitingFor: { what: 'Face verification by the legal person (法定代表人人脸核验)', who: 'merchant' },
    until: deadline,
    every: timings.poll,
    hints: pushes,
    or: decided,
    ask: (facts, asking) => facts.awaitRegistration({ ...asking, taskid, known }),
  });
};

const verdictOf = (push: Delivery<'notifyThirdFasteregister'>): PersonDone | undefined => {
  const verdict = pushVerdict(push.payload.status);
  return verdict && { ...verdict, push };
};
