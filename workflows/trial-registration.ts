import type { ProcessResult } from '../messages/progress.ts';
import type { TrialRegistrationInput, TrialRegistrationOutcome } from '../messages/trial-registration.ts';
import { wordsOf } from './failures.ts';
import { listenFor } from './hints.ts';
import { openProcess } from './process.ts';
import { joinAuthorization } from './registration/authorization.ts';
import { awaitUser } from './trial-registration/confirmation.ts';
import { beginConversion } from './trial-registration/conversion.ts';
import { type Begun, beginTrial, type TrialTask } from './trial-registration/create.ts';

const steps = ['create', 'confirmation', 'authorization'] as const;

/** Registers a trial mini program: create → its user confirms within 24 h → joined with the `authorized` of its own. */
export async function trialRegistration(
  input: TrialRegistrationInput,
): Promise<ProcessResult<TrialRegistrationOutcome>> {
  const process = openProcess(`Trial ${input.name} (试用小程序)`, steps);
  const pushes = listenFor('notifyThirdFastregisterbetaapp');
  const since = Date.now();
  /** A request that a cancelled run began may have made its trial before this run. */
  const sinceOf = (task: TrialTask) => Math.min(since, task.until - input.timings.window);
  let begun: Begun | undefined;
  let made: { readonly appid: string; readonly trialUntil: string } | undefined;
  for (const link of input.links) process.progress.link(link);

  /** What is true of any end: a lost answer may have left a request behind. */
  const remains = () => (begun?.kind === 'begun' && begun.unusedTask ? { unusedTask: true } : {});

  /** What a cancellation leaves: WeChat has no way to cancel a request, so whoever starts again is shown its link. */
  const left = () => made ?? (begun?.kind === 'begun' ? { runningTask: begun.task } : {});

  return process.run<TrialRegistrationOutcome>(
    async () => {
      begun = await process.step('create', () => beginTrial(process, input));
      if (begun.kind === 'rejected') {
        const { errcode, rid, hint: note, hintZh } = begun.failure;
        process.progress.fail('create', wordsOf(begun.failure));
        return {
          kind: 'rejected',
          ...(errcode === undefined ? {} : { errcode }),
          ...(rid ? { rid } : {}),
          note,
          hintZh,
        };
      }
      const { task } = begun;
      const user = await process.step('confirmation', () =>
        awaitUser(process, pushes, input, { task, since: sinceOf(task) }),
      );
      if (user.kind !== 'created') {
        process.progress.fail('confirmation', user.note);
        return { ...user, ...remains() };
      }
      const { appid, createdAt } = user;
      const { merchantId, timings } = input;
      const trialUntil = new Date(createdAt + timings.trial).toISOString();
      made = { appid, trialUntil };
      const assignment = { origin: 'registered', ...(merchantId ? { merchantId } : {}) } as const;
      const authorization = await process.step('authorization', () =>
        joinAuthorization(process, appid, assignment, timings.authorization),
      );
      // Its authorization may come later, and its 14 days run.
      const standing = authorization.authorized ? {} : { unauthorized: true as const };
      const conversion = await beginConversion(input, { ...made, ...standing });
      return { kind: 'registered', ...authorization, trialUntil, ...conversion, ...remains() };
    },
    { cancelled: (by) => ({ ...by, ...remains(), ...left() }) },
  );
}
