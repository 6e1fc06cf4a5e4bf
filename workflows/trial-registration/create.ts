import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { searchAttributes } from '../../messages/search-attributes.ts';
import type { TrialRegistrationInput } from '../../messages/trial-registration.ts';
import { externalIds } from '../../messages/workflow-ids.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { reads } from '../facts.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { wxOnce } from '../wechat.ts';

/** A trial that waits for its user; `taskid` is its `unique_id`, `until` in milliseconds since the epoch. */
export type TrialTask = { readonly taskid: string; readonly authorize_url: string; readonly until: number };

/** How the creation began. `unusedTask`: a lost answer may have left a request that nobody can confirm. */
export type Begun =
  | { readonly kind: 'begun'; readonly task: TrialTask; readonly unusedTask: boolean }
  | { readonly kind: 'rejected'; readonly failure: WeChatFailure };

/** How long after a lost answer to create once more, in milliseconds: WeChat may still be at it. */
const settling = 3_000;
const invalidOpenid = 86012;

/**
 * Begins the trial. A lost answer can't be looked up and need not be: what it began makes nothing without its user, and
 * nobody has the link by which to confirm it. So it is created once more.
 */
export const beginTrial = async (process: Process, input: TrialRegistrationInput): Promise<Begun> => {
  const { name, openid, timings } = input;
  const { readRunningTask } = reads('Which request of this trial runs?');
  // A run that was cancelled left its link, and a second one would let the user make two trials.
  const running = await process.attempt(() => readRunningTask(workflowInfo().workflowId));
  if (running?.taskid && running.authorize_url) {
    const { taskid, authorize_url, until } = running;
    return { kind: 'begun', task: show(process, input, { taskid, authorize_url, until }), unusedTask: false };
  }
  let unusedTask = false;
  return sendOnce<Begun>(process, {
    what: 'Create the trial',
    lookUpAfter: settling,
    send: async () => {
      const { unique_id: taskid, authorize_url } = await wxOnce('Create the trial').registerBetaMiniprogram({
        name,
        openid,
      });
      const task = show(process, input, { taskid, authorize_url, until: Date.now() + timings.window });
      return { kind: 'begun', task, unusedTask };
    },
    landed: async ({ effect }) => {
      unusedTask ||= effect === 'unknown';
      return undefined;
    },
    // Name and user are this process's subject: another name or another user is another start.
    refused: async (failure) =>
      failure.class === 'rejected' || failure.class === 'merchant' || failure.errcode === invalidOpenid
        ? { answer: { kind: 'rejected', failure } }
        : undefined,
  });
};

/** Makes the trial findable by its push, and by its name where that is empty, and its link visible to people. */
const show = (process: Process, { namePointer }: TrialRegistrationInput, task: TrialTask): TrialTask => {
  const pointers = [namePointer, externalIds.trial(task.taskid)];
  upsertSearchAttributes([{ key: searchAttributes.ExternalIds, value: pointers }]);
  const title = 'For the user who will be its admin (体验小程序管理员)';
  process.progress.link({ rel: 'authorize-url', title, href: task.authorize_url });
  return task;
};
