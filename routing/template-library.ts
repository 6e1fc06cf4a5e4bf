import { type Client, WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client';
import type { SignalDefinition, UpdateDefinition } from '@temporalio/common';
import { taskQueues } from '../messages/task-queues.ts';
import {
  type TemplateLibraryInput,
  type TemplateLibraryView,
  templateLibraryView,
} from '../messages/template-library.ts';
import { workflowIds } from '../messages/workflow-ids.ts';

type LibraryWorkflow = (input: TemplateLibraryInput) => Promise<void>;

const start = {
  workflowId: workflowIds.templateLibrary(),
  taskQueue: taskQueues.main,
  args: [{}] as [TemplateLibraryInput],
  staticSummary: 'What the provider says of the templates (模板库)',
};

/** What is declared of the templates; nothing where nobody declared anything yet. Needs a worker. */
export const readTemplateLibrary = async (temporal: Client): Promise<TemplateLibraryView> => {
  try {
    return await temporal.workflow.getHandle(workflowIds.templateLibrary()).query(templateLibraryView);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return { templates: {}, retiring: [], rules: [], promotedDrafts: [] };
  }
};

/** Changes what is declared; the entity is made where it does not exist yet. */
export const changeTemplateLibrary = <Answer, Change>(
  temporal: Client,
  update: UpdateDefinition<Answer, [Change]>,
  change: Change,
): Promise<Answer> =>
  temporal.workflow.executeUpdateWithStart(update, {
    startWorkflowOperation: new WithStartWorkflowOperation<LibraryWorkflow>('templateLibrary', {
      ...start,
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
    args: [change],
  });

/** Tells the entity something; it is made where it does not exist yet. */
export const tellTemplateLibrary = async <News>(
  temporal: Client,
  signal: SignalDefinition<[News]>,
  news: News,
): Promise<void> => {
  await temporal.workflow.signalWithStart<LibraryWorkflow, [News]>('templateLibrary', {
    ...start,
    signal,
    signalArgs: [news],
  });
};
