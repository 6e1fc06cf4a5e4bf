import type { Client } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { z } from 'zod';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { eachOf } from '../each-of.ts';
import type { Account } from './pushes.ts';

/** A signal with a push in it: the history's order of when it was applied, in milliseconds since the epoch. */
export type Applied = { readonly id: string; readonly at: number };

const delivery = z.object({ payload: z.object({ illegal_record_id: z.string() }) });

/**
 * Every signal that brought a push to one of these accounts, from the histories of all their runs: each stands there
 * once for each time it came, and the workflow task that ended next applied it. Nothing need watch meanwhile.
 */
export const readApplied = async (temporal: Client, accounts: readonly Account[]): Promise<readonly Applied[]> => {
  const all: Applied[] = [];
  await eachOf(accounts, 8, async ({ appid }) => {
    const workflowId = workflowIds.authorizer(appid);
    for await (const { runId } of temporal.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
      all.push(...(await appliedIn(temporal, workflowId, runId)));
    }
  });
  return all;
};

const appliedIn = async (temporal: Client, workflowId: string, runId: string): Promise<readonly Applied[]> => {
  const { events } = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  const converter = temporal.options.loadedDataConverter;
  const applied: Applied[] = [];
  let waiting: string[] = [];
  for (const { workflowExecutionSignaledEventAttributes: signal, ...event } of events ?? []) {
    if (signal) {
      const said = delivery.safeParse((await decodeArrayFromPayloads(converter, signal.input?.payloads))[0]);
      if (said.success) waiting.push(said.data.payload.illegal_record_id);
    }
    if (!event.workflowTaskCompletedEventAttributes) continue;
    const at = millisecondsOf(event.eventTime);
    applied.push(...waiting.map((id) => ({ id, at })));
    waiting = [];
  }
  return applied;
};

const millisecondsOf = (time: { seconds?: unknown; nanos?: number | null } | null | undefined): number =>
  Number(time?.seconds ?? 0) * 1_000 + (time?.nanos ?? 0) / 1e6;
