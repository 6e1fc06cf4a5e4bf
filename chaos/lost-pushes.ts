import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { z } from 'zod';
import { is, searchAttributes } from '../messages/search-attributes.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { TakenPush } from './judge.ts';

const delivery = z.object({ event: z.string(), appid: z.string().optional(), createTime: z.number() });
/** How many histories are read at once. */
const atOnce = 8;

/**
 * The callbacks of which neither a release nor the account's own record nor a kept callback has any trace: Temporal's
 * histories are searched for the signal that each must have become.
 */
export const lostAmong = async (temporal: Client, pushes: readonly TakenPush[]): Promise<readonly TakenPush[]> => {
  const lost: TakenPush[] = [];
  const byAppid = new Map<string, TakenPush[]>();
  for (const push of pushes) byAppid.set(push.appid, [...(byAppid.get(push.appid) ?? []), push]);
  const left = byAppid.entries();
  const search = async () => {
    for (const [appid, ofAccount] of left) lost.push(...(await missing(temporal, appid, ofAccount)));
  };
  await Promise.all(Array.from({ length: atOnce }, search));
  return lost;
};

const missing = async (temporal: Client, appid: string, pushes: readonly TakenPush[]): Promise<TakenPush[]> => {
  let open = [...pushes];
  for (const workflowId of [workflowIds.codeRelease(appid), workflowIds.authorizer(appid)]) {
    if (open.length === 0) return open;
    for await (const { runId } of temporal.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
      const seen = await signalled(temporal, workflowId, runId);
      open = open.filter(({ event, at }) => !seen.has(`${event} ${at}`));
    }
  }
  if (open.length === 0) return open;
  const query = `WorkflowType = 'unroutedCallback' AND ${is(searchAttributes.AppId.name, appid)}`;
  const { count: kept } = await temporal.workflow.count(query);
  return kept >= open.length ? [] : open;
};

/** The events that a run was told of. */
const signalled = async (temporal: Client, workflowId: string, runId: string): Promise<ReadonlySet<string>> => {
  const seen = new Set<string>();
  const { events } = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  for (const { workflowExecutionSignaledEventAttributes: signal } of events ?? []) {
    const [payload] = signal ? await plain(temporal, signal.input?.payloads ?? []) : [];
    const told = delivery.safeParse(payload);
    if (told.success) seen.add(`${told.data.event} ${told.data.createTime}`);
  }
  return seen;
};

const plain = async (temporal: Client, payloads: readonly Payload[]): Promise<readonly unknown[]> => {
  let decoded = [...payloads];
  for (const codec of temporal.options.loadedDataConverter.payloadCodecs) decoded = await codec.decode(decoded);
  return decoded.map(({ data }) => {
    try {
      return JSON.parse(Buffer.from(data ?? []).toString());
    } catch {
      return undefined;
    }
  });
};
