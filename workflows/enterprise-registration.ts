import type { EnterpriseRegistrationInput, RegistrationOutcome } from '../messages/enterprise-registration.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { wordsOf } from './failures.ts';
import { listenFor } from './hints.ts';
import { openProcess } from './process.ts';
import { findAccount, takeOver } from './registration/authorization.ts';
import { type Created, createTask } from './registration/create.ts';
import { awaitPerson } from './registration/face-verification.ts';

const steps = ['create', 'face-verification', 'authorization'] as const;

/** Registers an enterprise's mini program: create → the legal person's face within 24 h → exchange of the code. */
export async function enterpriseRegistration(
  input: EnterpriseRegistrationInput,
): Promise<ProcessResult<RegistrationOutcome>> {
  const process = openProcess(`Registration of ${input.name} (快速注册企业小程序)`, steps);
  const pushes = listenFor('notifyThirdFasteregister');
  const since = Date.now();
  let created: Created | undefined;
  process.progress.link({ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: input.page });

  /** What is true of any end: a lost answer may have left a task behind. */
  const remains = () => (created?.kind === 'created' && created.unusedTask ? { unusedTask: true } : {});

  return process.run<RegistrationOutcome>(
    async () => {
      const begun = await process.step('create', () => createTask(process, input));
      created = begun;
      if (begun.kind === 'rejected') {
        const { errcode, rid, hint, hintZh } = begun.failure;
        process.progress.fail('create', wordsOf(begun.failure));
        const numbers = { ...(errcode === undefined ? {} : { errcode }), ...(rid ? { rid } : {}) };
        return { kind: 'rejected', ...numbers, note: hint, hintZh };
      }
      const person = await process.step('face-verification', () =>
        awaitPerson(process, pushes, input.timings, begun.task),
      );
      if (person.kind === 'expired' && !begun.task?.taskid) {
        // Nothing could be queried without the task's id, and its push may have been lost.
        const account = await findAccount(process, input, since);
        if (account) return { kind: 'registered', ...account };
      }
      if (person.kind !== 'created') {
        process.progress.fail('face-verification', person.note);
        return { ...person, ...remains() };
      }
      const account = await process.step('authorization', () => takeOver(process, pushes, input, since));
      // Where a task runs whose link nobody has, it is the one that was used.
      return { kind: 'registered', ...account, ...(begun.task ? remains() : {}) };
    },
    {
      cancelled: (by) => ({
        ...by,
        ...remains(),
        // WeChat has no way to cancel a task: whoever starts again is shown the link that still works.
        ...(created?.kind === 'created' && created.task ? { runningTask: created.task } : {}),
      }),
    },
  );
}
