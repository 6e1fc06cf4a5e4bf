import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type ScheduleSpec,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { auditQuotaStart } from '../activities/audit-quota.ts';
import type { AuditQuotaInput } from '../messages/audit-quota.ts';
import { type ComponentInput, ticketSilence } from '../messages/component.ts';
import { type ConversionQueueInput, conversionLimits } from '../messages/conversion-queue.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { workflowIds } from '../messages/workflow-ids.ts';

/** How long a developer's upload may wait for the rule that promotes it. */
const draftInterval = '5m';

/** Often enough that an idle refresh token is proved every day. */
const reconciliationInterval = '6h';

/**
 * Makes the entities `component`, `conversion-queue` and `audit-quota`, and the schedules, of which `reconcile-authorizers` begins at once; what
 * exists stays as it is, so any number of workers may do it at once. In cloud mode there are no tickets: an entity from
 * before would go on asking WeChat for them, so it is ended.
 */
export const ensureExisting = async (client: Client, { tickets }: { readonly tickets: boolean }): Promise<void> => {
  await (tickets ? startComponent(client) : endComponent(client));
  await startConversionQueue(client);
  await client.workflow.start<(input: AuditQuotaInput) => Promise<void>>('auditQuota', auditQuotaStart);
  for (const one of schedules) await schedule(client, one);
};

const startComponent = (client: Client) =>
  client.workflow.start<(input: ComponentInput) => Promise<void>>('component', {
    workflowId: workflowIds.component(),
    taskQueue: taskQueues.main,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [{ ticketSilence }],
    staticSummary: "The platform's ticket and token",
  });

const endComponent = async (client: Client): Promise<void> => {
  try {
    await client.workflow.getHandle(workflowIds.component()).terminate('In cloud mode the token comes from the cloud.');
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
};

const startConversionQueue = (client: Client) =>
  client.workflow.start<(input: ConversionQueueInput) => Promise<void>>('conversionQueue', {
    workflowId: workflowIds.conversionQueue(),
    taskQueue: taskQueues.main,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [{ limits: conversionLimits }],
    staticSummary: 'Turns of the conversions of trials (试用小程序转正)',
  });

/** A schedule and what it starts. */
type Begun = {
  readonly scheduleId: string;
  readonly workflowType: string;
  readonly workflowId: string;
  readonly spec: ScheduleSpec;
  readonly triggerImmediately: boolean;
};

/** What the schedules start, and when. A schedule that exists is changed with Temporal's own tools. */
const schedules: readonly Begun[] = [
  {
    scheduleId: 'reconcile-authorizers',
    workflowType: 'authorizerReconciliation',
    workflowId: workflowIds.authorizerReconciliation(),
    spec: { intervals: [{ every: reconciliationInterval }], jitter: '10m' },
    // A provider with a running fleet moves in by this.
    triggerImmediately: true,
  },
  {
    scheduleId: 'promote-drafts',
    workflowType: 'draftWatch',
    workflowId: workflowIds.draftWatch(),
    spec: { intervals: [{ every: draftInterval }], jitter: '10s' },
    triggerImmediately: false,
  },
  {
    scheduleId: 'inspect-fleet',
    workflowType: 'fleetNight',
    workflowId: workflowIds.fleetNight(),
    spec: { calendars: [{ hour: 3 }], timezone: 'Asia/Shanghai', jitter: '10m' },
    triggerImmediately: false,
  },
];

const schedule = async (client: Client, { scheduleId, ...one }: Begun): Promise<void> => {
  const { workflowType, workflowId, spec, triggerImmediately } = one;
  try {
    await client.schedule.create({
      scheduleId,
      spec,
      state: { triggerImmediately },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10m' },
      action: { type: 'startWorkflow', workflowType, workflowId, taskQueue: taskQueues.main },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
};
