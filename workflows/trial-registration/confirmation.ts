import type { Delivery } from '../../messages/delivery.ts';
import type { WaitingFor } from '../../messages/progress.ts';
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
  const heard = () => pushesFor(taskid, pushes);
  const mine = () => verdictOf(heard());
  let noted = 0;
  /** Until WeChat has decided; what it says beside that is shown. */
  const listen = async (end: number, waitingFor: Omit<WaitingFor, 'until'>): Promise<TrialVerdict | undefined> => {
    while (Date.now() < end) {
      const account = await waitForFact(process, {
        waitingFor: { ...waitingFor, until: new Date(until).toISOString() },
        until: end,
        every: timings.poll,
        or: () => mine() !== undefined || heard().length > noted,
        ask: (facts, asking) => facts.awaitTrial({ ...asking, name, namePointer, since }),
      });
      if (account) return { kind: 'created', ...account, createdAt: Date.now() };
      if (mine()) return mine();
      if (heard().length > noted) process.progress.note(step, oddWords(heard()));
      noted = heard().length;
    }
    return undefined;
  };
  const found = async (): Promise<TrialVerdict | undefined> => {
    const remindAt = until - timings.remind;
    for (const end of [remindAt, until].filter((at) => at > Date.now())) {
      const decided = await listen(end, {
        what: 'The user confirms the trial in WeChat (用户确认创建)',
        who: 'merchant',
      });
      if (decided) return decided;
      if (end === remindAt) process.remind(step, `Reminder: the window ends at ${new Date(until).toISOString()}.`);
    }
    return listen(until + timings.grace, { what: 'The push of how the trial ended', who: 'wechat' });
  };
  const verdict = (await found()) ?? {
    kind: 'expired',
    note: ['The user did not confirm within the window.', oddWords(heard())].join(' ').trim(),
  };
  process.progress.note(step, verdict.kind === 'created' ? `WeChat made ${verdict.appid}.` : verdict.note);
  return verdict;
};

type Push = Delivery<'notifyThirdFastregisterbetaapp'>;

/** The pushes of this request: one without a `unique_id` found us by the name alone. */
const pushesFor = (uniqueId: string, { received }: Pushes): readonly Push[] =>
  received.filter(({ payload: { info } }) => !info?.unique_id || info.unique_id === uniqueId);

const verdictOf = (pushes: readonly Push[]): TrialVerdict | undefined =>
  pushes.map((push) => trialVerdict(push)).find((verdict) => verdict !== undefined);

/** What a push said that decides nothing, as the number of a user's refusal is not documented. */
const oddWords = (pushes: readonly Push[]): string => {
  const odd = pushes.at(-1)?.payload;
  return odd ? `WeChat pushed the status ${odd.status}, which decides nothing${odd.msg ? `: ${odd.msg}` : ''}.` : '';
};
