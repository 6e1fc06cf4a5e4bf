import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { EnterpriseRegistrationInput, RegistrationTask } from '../../messages/enterprise-registration.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { externalIds } from '../../messages/workflow-ids.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { reads } from '../facts.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { wxOnce } from '../wechat.ts';

/**
 * The task at WeChat; `task` is absent where one runs whose link nobody has. `unusedTask`: the answer to a create was
 * lost, so it may have left a task that nobody uses.
 */
export type Created =
  | { readonly kind: 'created'; readonly task?: RegistrationTask; readonly unusedTask: boolean }
  | { readonly kind: 'rejected'; readonly failure: WeChatFailure };

/** How long after a lost answer to create once more, in milliseconds: WeChat may still be at it. */
const settling = 3_000;
const taskRuns = 89249;

/**
 * Begins the registration. A lost answer can't be looked up without a task id, so: create once more; 89249 then means
 * that the first task runs, and its push or the end of the window decide.
 */
export const createTask = (process: Process, input: EnterpriseRegistrationInput): Promise<Created> => {
  const { name, code, componentPhone } = input;
  let unusedTask = false;
  const created = (task?: RegistrationTask): Created => ({
    kind: 'created',
    ...(task ? { task: show(process, task) } : {}),
    unusedTask,
  });
  return sendOnce<Created>(process, {
    what: 'Create the registration task',
    lookUpAfter: settling,
    send: async () => {
      const request = { name, code, component_phone: componentPhone, new_version: true } as const;
      const answer = await wxOnce('Create the registration task').fastRegisterEnterpriseWeappCreate(request);
      return created({ ...answer, until: Date.now() + input.timings.window });
    },
    landed: async ({ effect }) => {
      unusedTask ||= effect === 'unknown';
      return undefined;
    },
    refused: async (failure) => {
      if (failure.class === 'rejected') return { answer: { kind: 'rejected', failure } };
      if (failure.errcode !== taskRuns) return undefined;
      // The running link is shown again: a run that was cancelled left it in its result.
      const { readRunningTask } = reads('Which task of this enterprise runs?');
      const running = await process.attempt(() => readRunningTask(workflowInfo().workflowId));
      return { answer: created(running ?? undefined) };
    },
  });
};

/** Makes the task findable by its pushes and its link visible to people. */
const show = (process: Process, task: RegistrationTask): RegistrationTask => {
  if (task.taskid) {
    const pointers = workflowInfo().typedSearchAttributes.get(searchAttributes.ExternalIds) ?? [];
    const value = [...pointers, externalIds.registrationTask(task.taskid)];
    upsertSearchAttributes([{ key: searchAttributes.ExternalIds, value }]);
  }
  if (task.authorize_url) {
    process.progress.link({
      rel: 'authorize-url',
      title: 'For the legal person (法定代表人)',
      href: task.authorize_url,
    });
  }
  return task;
};
