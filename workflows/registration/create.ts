import { workflowInfo } from '@temporalio/workflow';
import type { RegistrationTask } from '../../messages/registration.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { reads } from '../facts.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { isFinal } from './statuses.ts';

/**
 * The task at WeChat; `task` is absent where one runs whose link nobody has. `unusedTask`: the answer to a create was
 * lost, so it may have left a task that nobody uses.
 */
export type CreateResult =
  | { readonly kind: 'created'; readonly task?: RegistrationTask; readonly unusedTask: boolean }
  | { readonly kind: 'rejected'; readonly failure: WeChatFailure };

/** How a task is created. */
export type CreateCall = {
  readonly send: () => Promise<Omit<RegistrationTask, 'until'>>;
  /** How long its link works, in milliseconds. */
  readonly window: number;
  /** The last task of this run, which may be the one that still runs. */
  readonly last: RegistrationTask | undefined;
};

/** How long after a lost answer to create once more, in milliseconds: WeChat may still be at it. */
const settling = 3_000;
const taskRuns = 89249;

/**
 * Begins the registration. A lost answer can't be looked up without a task id, so: create once more; 89249 then means
 * that the first task runs, and its push or the end of the window decide.
 */
export const createTask = (process: Process, { send, window, last }: CreateCall): Promise<CreateResult> => {
  let unusedTask = false;
  const created = (task?: RegistrationTask): CreateResult => ({
    kind: 'created',
    ...(task ? { task } : {}),
    unusedTask,
  });
  return sendOnce<CreateResult>(process, {
    what: 'Create the registration task',
    lookUpAfter: settling,
    send: async () => {
      const { taskid, authorize_url } = await send();
      return created({ taskid, authorize_url, until: Date.now() + window });
    },
    landed: async ({ effect }) => {
      unusedTask ||= effect === 'unknown';
      return undefined;
    },
    refused: async (failure) => {
      if (isFinal(failure)) return { answer: { kind: 'rejected', failure } };
      if (failure.errcode !== taskRuns) return undefined;
      // Where an answer was lost, what runs is the task that it told of: the last one had expired or was refused.
      if (unusedTask && last) return { answer: created() };
      if (last && last.until > Date.now()) return { answer: created(last) };
      // The running link is shown again: a run that was cancelled left it in its result.
      const { readRunningTask } = reads('Which task of this subject runs?');
      const running = await process.attempt(() => readRunningTask(workflowInfo().workflowId));
      return { answer: created(running ?? undefined) };
    },
  });
};
