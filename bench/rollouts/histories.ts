import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import type { temporal as proto } from '@temporalio/proto';
import { eachOf } from '../each-of.ts';

type Event = proto.api.history.v1.IHistoryEvent;

/** What a type of workflow wrote in a time: of how many merchants' worth it is the sum, is the reader's business. */
export type Written = { readonly runs: number; readonly events: number; readonly actions: number };

/** So many runs of a type are read whole; of more, so many, and the rest is taken to be like them. */
const sample = 40;

/**
 * What was written to the histories of all workflows between two times, in milliseconds since the epoch, by type: events,
 * and what of them Temporal Cloud would bill as actions. Queries and heartbeats are actions too and stand in no history.
 * @see https://docs.temporal.io/cloud/actions
 */
export const writtenBetween = async (
  temporal: Client,
  from: number,
  to: number,
): Promise<Readonly<Record<string, Written>>> => {
  const types = new Map<string, WorkflowExecutionInfo[]>();
  const closedAfter = `CloseTime >= '${new Date(from).toISOString()}'`;
  for await (const run of temporal.workflow.list({ query: `ExecutionStatus = 'Running' OR ${closedAfter}` })) {
    types.set(run.type, [...(types.get(run.type) ?? []), run]);
  }
  const all: Record<string, Written> = {};
  for (const [type, runs] of types) {
    const read = spread(runs, sample);
    let [events, actions] = [0, 0];
    await eachOf(read, 4, async ({ workflowId, runId }) => {
      const history = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
      const written = (history.events ?? []).filter(({ eventTime }) => {
        const at = Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1e6;
        return from <= at && at <= to;
      });
      events += written.length;
      actions += written.reduce((sum, event) => sum + actionsOf(event), 0);
    });
    const share = runs.length / read.length;
    if (events > 0) all[type] = { runs: runs.length, events: events * share, actions: actions * share };
  }
  return all;
};

/** So many of all, evenly. */
const spread = <T>(all: readonly T[], count: number): readonly T[] =>
  all.length <= count ? all : all.filter((_, index) => index % Math.ceil(all.length / count) === 0);

const actionsOf = (event: Event): number => {
  // An attempt before the one that was recorded was an action too.
  if (event.activityTaskStartedEventAttributes) return event.activityTaskStartedEventAttributes.attempt ?? 1;
  return event.workflowExecutionStartedEventAttributes ||
    event.timerStartedEventAttributes ||
    event.workflowExecutionSignaledEventAttributes ||
    event.workflowExecutionUpdateAcceptedEventAttributes ||
    event.upsertWorkflowSearchAttributesEventAttributes
    ? 1
    : 0;
};
