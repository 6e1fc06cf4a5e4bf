import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { EnterpriseRegistrationInput, RegistrationTask } from '../../messages/enterprise-registration.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { externalIds } from '../../messages/workflow-ids.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { reads } from '../facts.ts';
import { weChatFailureOf } from '../failures.ts';
import type { Process } from '../process.ts';
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
export const createTask = async (process: Process, input: EnterpriseRegistrationInput): Promise<Created> => {
  const { name, code, componentPhone } = input;
  const request = { name, code, component_phone: componentPhone, new_version: true } as const;
  for (let unusedTask = false; ; ) {
    process.checkpoint();
    try {
      const answer = await wxOnce('Create the registration task').fastRegisterEnterpriseWeappCreate(request);
      const task = { ...answer, until: Date.now() + input.timings.window };
      return { kind: 'created', task: show(process, task), unusedTask };
    } catch (error) {
      const failure = weChatFailureOf(error);
      if (failure.effect === 'unknown') {
        unusedTask = true;
        await process.pause(settling, { what: 'The answer to create was lost: creating once more', who: 'wechat' });
      } else if (failure.errcode === taskRuns) {
        // The running link is shown again: a run that was cancelled left it in its result.
        const running = await reads('Which task of this enterprise runs?').readRunningTask(workflowInfo().workflowId);
        return { kind: 'created', ...(running ? { task: show(process, running) } : {}), unusedTask };
      } else if (failure.class === 'rejected') {
        return { kind: 'rejected', failure };
      } else {
        await process.settle(failure);
      }
    }
  }
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
