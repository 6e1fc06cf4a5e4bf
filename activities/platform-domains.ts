import { type Client as TemporalClient, WithStartWorkflowOperation } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import {
  type ConfirmFile,
  type DomainsStanding,
  type NeededDomains,
  needDomains,
  type PlatformDomainsInput,
  platformDomainsTimings,
  serveConfirmFile,
} from '../messages/platform-domains.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { workflowIds } from '../messages/workflow-ids.ts';

/** What processes ask of the entity of the platform's domains; it is made where it does not exist yet. */
export const createPlatformDomainActivities = (temporal: TemporalClient) => {
  const ask = <Answer, Asked>(update: UpdateDefinition<Answer, [Asked]>, asked: Asked): Promise<Answer> =>
    temporal.workflow.executeUpdateWithStart(update, {
      startWorkflowOperation: new WithStartWorkflowOperation<(input: PlatformDomainsInput) => Promise<void>>(
        'platformDomains',
        {
          workflowId: workflowIds.platformDomains(),
          taskQueue: taskQueues.main,
          workflowIdConflictPolicy: 'USE_EXISTING',
          args: [platformDomainsTimings],
          staticSummary: "The platform's server and business domains",
        },
      ),
      args: [asked],
    });
  return {
    askForDomains: (domains: NeededDomains): Promise<DomainsStanding> => ask(needDomains, domains),
    askToServeFile: (file: ConfirmFile): Promise<void> => ask(serveConfirmFile, file),
  };
};

export type PlatformDomainActivities = ReturnType<typeof createPlatformDomainActivities>;
