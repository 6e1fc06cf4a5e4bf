import { setTimeout } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { is } from '../../messages/search-attributes.ts';
import type { Keyed } from './idempotency.ts';
import { describeRun, type Run } from './run.ts';

/** The memo of a process that a keyed request started. */
export const keyMemo = ({ key, body }: Keyed) => ({ idempotency: { key, body } });

/** Whether this run was started with the key. */
export const isKeyedBy = (memo: Readonly<Record<string, unknown>> | undefined, { key }: Keyed): boolean => {
  const idempotency = memo?.idempotency;
  return typeof idempotency === 'object' && idempotency !== null && 'key' in idempotency && idempotency.key === key;
};

/** How often and how far apart visibility is asked before a run counts as never started; pauses in milliseconds. */
const lookUps = 5;
const pause = 400;

/**
 * The run that this key started. It is the latest of its id in all usual cases. Where another run followed, visibility
 * knows the older one, a moment late; a key whose caller died before the start finds nothing.
 */
export const findKeyedRun = async (temporal: Client, id: string, keyed: Keyed): Promise<Run | undefined> => {
  if (!keyed.repeated) return undefined;
  const latest = await describeRun(temporal, id);
  if (!latest || isKeyedBy(latest.description.memo, keyed)) return latest;
  // A run of an earlier time can't have followed ours.
  if (latest.description.startTime < keyed.repeated) return undefined;
  for (let lookUp = 0; lookUp < lookUps; lookUp += 1) {
    if (lookUp > 0) await setTimeout(pause);
    for await (const { runId, memo } of temporal.workflow.list({ query: is('WorkflowId', id) })) {
      if (isKeyedBy(memo, keyed)) return describeRun(temporal, id, runId);
    }
  }
  return undefined;
};
