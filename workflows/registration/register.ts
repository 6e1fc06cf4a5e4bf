import type { FindRegistered } from '../../activities/registrations.ts';
import type { ProcessResult } from '../../messages/progress.ts';
import type {
  RegistrationInput,
  RegistrationOutcome,
  RegistrationTask,
  Rejected,
} from '../../messages/registration.ts';
import { wordsOf } from '../failures.ts';
import { listenFor } from '../hints.ts';
import { openProcess } from '../process.ts';
import { openAttempts } from './attempts.ts';
import { openTakeOver } from './authorization.ts';
import { createTask } from './create.ts';
import { awaitPerson, type PersonWait, personStep } from './face-verification.ts';
import { openReissue } from './reissue.ts';
import { rejectionOf, type Verdict } from './statuses.ts';

/** What is particular to one way of registering by a link that a person confirms. */
export type RegistrationWay = Pick<PersonWait, 'what' | 'numbers' | 'ask'> & {
  readonly title: string;
  /** For whom the link is. */
  readonly linkTitle: string;
  readonly create: () => Promise<Omit<RegistrationTask, 'until'>>;
  /** How the account is found where its push was lost. */
  readonly find: Omit<FindRegistered, 'since'>;
};

const steps = ['create', personStep, 'authorization'] as const;

/**
 * Registers a mini program: create → the person behind the link within 24 h → exchange of the code. After an expiry or a
 * refusal it waits for the word to make a new link.
 */
export const register = (
  { timings, page, merchantId }: RegistrationInput,
  way: RegistrationWay,
): Promise<ProcessResult<RegistrationOutcome>> => {
  const process = openProcess(way.title, steps);
  const pushes = listenFor('notifyThirdFasteregister');
  const attempts = openAttempts(pushes);
  const account = openTakeOver(process, attempts, {
    find: { ...way.find, since: Date.now() },
    grace: timings.grace,
    ...(merchantId ? { merchantId } : {}),
  });
  const another = openReissue(process, attempts, timings);
  let last: RegistrationTask | undefined;
  let live: RegistrationTask | undefined;
  let unusedTask = false;
  let made = false;
  process.progress.link({ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: page });

  /** What is true of any end: a lost answer may have left a task behind. */
  const remains = () => (unusedTask ? { unusedTask: true } : {});
  /** What a cancellation leaves: WeChat has no way to cancel a task, so whoever starts again is shown its link. */
  const left = () => {
    const appid = account.known();
    if (made || appid) return { made: true as const, ...(appid ? { appid } : {}) };
    return live ? { runningTask: live } : {};
  };

  /** One link and what became of it. */
  const attempt = async (): Promise<{ readonly verdict: Verdict | Rejected; readonly task?: RegistrationTask }> => {
    attempts.begin();
    const call = { send: way.create, window: timings.window, last };
    const begun = await process.step('create', () => createTask(process, call));
    if (begun.kind === 'rejected') {
      process.progress.fail('create', wordsOf(begun.failure));
      return { verdict: rejectionOf(begun.failure) };
    }
    const { task } = begun;
    unusedTask ||= begun.unusedTask;
    last = live = task;
    attempts.made(task);
    if (task?.authorize_url) {
      process.progress.link({ rel: 'authorize-url', title: way.linkTitle, href: task.authorize_url });
    }
    const wait = { ...way, pushes, attempts, timings };
    const verdict = await process.step(personStep, () => awaitPerson(process, wait, task));
    if (verdict.kind !== 'created') {
      process.progress.fail(personStep, verdict.note);
      process.progress.unlink('authorize-url');
      live = undefined;
    }
    return { verdict, ...(task ? { task } : {}) };
  };

  return process.run<RegistrationOutcome>(
    async () => {
      for (;;) {
        const { verdict, task } = await attempt();
        if (verdict.kind !== 'created') {
          // Nothing could be queried without the task's id, and its push may have been lost.
          const found = verdict.kind === 'expired' && !task?.taskid ? await account.find() : undefined;
          if (found) return { kind: 'registered', ...found };
          const next = await another.after(verdict);
          if (next === 'end') return { ...verdict, ...remains() };
          if (next === 'again') continue;
        }
        made = true;
        const taken = await process.step('authorization', account.take);
        // Where a task runs whose link nobody has, it is the one that was used.
        return { kind: 'registered', ...taken, ...(task ? remains() : {}) };
      }
    },
    { cancelled: (by) => ({ ...by, ...remains(), ...left() }) },
  );
};
