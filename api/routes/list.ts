import type { RawWorkflowExecutionInfo } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { z } from 'zod';
import { invalidInput } from '../http/invalid-input.ts';
import type { ProcessDeps } from './deps.ts';

/** What visibility knows of one workflow; it is up to a second behind. Times are ISO 8601. */
export type VisibleWorkflow = {
  readonly id: string;
  readonly runId: string;
  readonly status: VisibleStatus;
  readonly startedAt: string;
  readonly closedAt?: string;
  readonly attribute: (name: string) => string | undefined;
  /** The values of a list; none where it is not set. */
  readonly list: (name: string) => readonly string[];
};

/** How a workflow stands. */
export const visibleStatus = z.enum([
  'running',
  'paused',
  'completed',
  'failed',
  'cancelled',
  'terminated',
  'timed-out',
  'unknown',
]);
type VisibleStatus = z.output<typeof visibleStatus>;

/** How to page through a list. */
export const paging = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'a number from 1 to 200')
    .transform(Number)
    .pipe(z.int().min(1).max(200))
    .default(50)
    .describe('How many lines a page has; 50 unless told.'),
  cursor: z.string().max(4000).describe('The `next` of the page before.').exactOptional(),
});

/** A value to filter by. */
export const filter = z.string().min(1).max(200).exactOptional();

/**
 * One page of workflows, newest first. The cursor is Temporal's own page token, which the SDK's listing hides, signed:
 * what to Temporal is a broken token looks to a client like a broken Temporal.
 * @see https://docs.temporal.io/list-filter
 */
export const listWorkflows = async (
  { temporal, ids }: Pick<ProcessDeps, 'temporal' | 'ids'>,
  conditions: readonly string[],
  { cursor, limit }: z.output<typeof paging>,
): Promise<{ readonly workflows: readonly VisibleWorkflow[]; readonly next?: string }> => {
  const query = conditions.join(' AND ');
  const signed = (token: string) => `${token}.${ids.hmac('cursor', `${query}\0${token}`)}`;
  const [token = ''] = cursor?.split('.') ?? [];
  if (cursor !== undefined && cursor !== signed(token)) throw foreignCursor();
  const { executions, nextPageToken } = await temporal.workflowService.listWorkflowExecutions({
    namespace: temporal.options.namespace,
    query,
    pageSize: limit,
    nextPageToken: Buffer.from(token, 'base64url'),
  });
  const next = Buffer.from(nextPageToken).toString('base64url');
  return { workflows: executions.map(visible), ...(next ? { next: signed(next) } : {}) };
};

const foreignCursor = () => {
  const expected = 'the `next` of the page before, with the same filters';
  return invalidInput([{ field: 'cursor', expected, detail: 'This is no cursor of this list.' }]);
};

const visible = ({ execution, status, startTime, closeTime, searchAttributes }: RawWorkflowExecutionInfo) => {
  const read = (name: string): unknown => {
    const payload = searchAttributes?.indexedFields?.[name];
    return payload && defaultPayloadConverter.fromPayload(payload);
  };
  return {
    id: execution?.workflowId ?? '',
    runId: execution?.runId ?? '',
    status: statuses.get(status) ?? 'unknown',
    startedAt: isoTime(startTime),
    ...(closeTime ? { closedAt: isoTime(closeTime) } : {}),
    attribute: (name: string) => {
      const value = read(name);
      return typeof value === 'string' ? value : undefined;
    },
    list: (name: string) => {
      const value = read(name);
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    },
  };
};

const isoTime = (time: RawWorkflowExecutionInfo['startTime']) =>
  new Date(Number(time?.seconds ?? 0) * 1000 + (time?.nanos ?? 0) / 1_000_000).toISOString();

const codes = proto.temporal.api.enums.v1.WorkflowExecutionStatus;
const statuses = new Map<unknown, VisibleStatus>([
  [codes.WORKFLOW_EXECUTION_STATUS_RUNNING, 'running'],
  [codes.WORKFLOW_EXECUTION_STATUS_PAUSED, 'paused'],
  [codes.WORKFLOW_EXECUTION_STATUS_COMPLETED, 'completed'],
  [codes.WORKFLOW_EXECUTION_STATUS_FAILED, 'failed'],
  [codes.WORKFLOW_EXECUTION_STATUS_CANCELED, 'cancelled'],
  [codes.WORKFLOW_EXECUTION_STATUS_TERMINATED, 'terminated'],
  [codes.WORKFLOW_EXECUTION_STATUS_TIMED_OUT, 'timed-out'],
]);
