import type { Delivery } from '../../messages/delivery.ts';
import type { TrialRegistrationInput } from '../../messages/trial-registration.ts';
import type { Hints } from '../hints.ts';
import type { Process } from '../process.ts';
import { waitForFact } from '../wait-for-fact.ts';
import type { TrialTask } from './create.ts';
import { type TrialVerdict, trialVerdict } from './statuses.ts';

type Pushes = Hints<'notifyThirdFastregisterbetaapp'>;

const step = 'confirmation';

/**
 * Waits for the trial's user. WeChat has no query of the request, so its push decides; where that is lost, the new account
 * is found by its name among those that authorized us. A push may be as late as `grace` after the end of the window.
 */
export const awaitUser = async (
  process: Process,
  pushes: Pushes,
  { name, namePointer, timings }: TrialRegistrationInput,
  { task, since }: { readonly task: TrialTask; readonly since: number },
): Promise<TrialVerdict> => {
  const { taskid, until } = task;
  const mine = () => verdictFor(taskid, pushes);
  const wait = (end: number, waitingFor: { readonly what: string; readonly who: 'merchant' | 'wechat' }) =>
    waitForFact(process, {
      waitingFor: { ...waitingFor, until: new Date(until).toISOString() },
      until: end,
      every: timings.poll,
      or: () => mine() !== undefined,
      ask: (facts, asking) => facts.awaitTrial({ ...asking, name, namePointer, since }),
    });
  const found = async (): Promise<TrialVerdict | undefined> => {
    const remindAt = until - timings.remind;
    const user = { what: 'The user confirms the trial in WeChat (用户确认创建)', who: 'merchant' } as const;
    for (const end of [remindAt, until]) {
      if (end <= Date.now()) continue;
      const account = await wait(end, user);
      if (account) return { kind: 'created', ...account, createdAt: Date.now() };
      if (mine()) return mine();
      if (end === remindAt)
        process.progress.note(step, `Reminder: the window ends at ${new Date(until).toISOString()}.`);
    }
    const late = await wait(until + timings.grace, { what: 'The push of how the trial ended', who: 'wechat' });
    return late ? { kind: 'created', ...late, createdAt: Date.now() } : mine();
  };
  const verdict = (await found()) ?? { kind: 'expired', note: 'The user did not confirm within the window.' };
  process.progress.note(step, verdict.kind === 'created' ? `WeChat made ${verdict.appid}.` : verdict.note);
  return verdict;
};

/** What the pushes of this request say: one without a `unique_id` found us by the name alone. */
const verdictFor = (uniqueId: string, { received }: Pushes): TrialVerdict | undefined =>
  received
    .filter(({ payload: { info } }) => !info?.unique_id || info.unique_id === uniqueId)
    .map((delivery: Delivery<'notifyThirdFastregisterbetaapp'>) => trialVerdict(delivery))
    .find((verdict) => verdict !== undefined);
