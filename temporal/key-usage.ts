import type { Client } from '@temporalio/client';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { credentialsIn } from '../messages/sealed.ts';
import { keyOf } from './payload-codec.ts';

/** A run of a workflow, and the encryption keys without which its history can't be read. */
export type KeyUse = {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  /** When it closed, in milliseconds since the epoch; absent while it is open. */
  readonly closedAt?: number;
  readonly keys: ReadonlySet<string>;
};

/** How many histories are read at once. */
const width = 16;

/**
 * The keys that the runs of a visibility query depend on: those their payloads are under, and those that credentials
 * in them are sealed with. It reads whole histories, so it takes its time.
 */
export async function* keyUses(temporal: Client, codec: PayloadCodec, query: string): AsyncGenerator<KeyUse> {
  const runs = temporal.workflow.list({ query })[Symbol.asyncIterator]();
  const readNext = async (): Promise<KeyUse | undefined> => {
    const { done, value } = await runs.next();
    if (done) return undefined;
    const { workflowId, runId, type, closeTime } = value;
    const { events } = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
    const keys = await keysIn(codec, payloadsIn(events));
    return { workflowId, runId, type, keys, ...(closeTime ? { closedAt: closeTime.getTime() } : {}) };
  };
  const underWay = Array.from({ length: width }, readNext);
  for (let first = underWay.shift(); first; first = underWay.shift()) {
    const use = await first;
    if (!use) continue;
    yield use;
    underWay.push(readNext());
  }
}

const isPayload = (value: object): value is Payload =>
  'metadata' in value && 'data' in value && value.data instanceof Uint8Array;

/** Every payload in a part of a history, wherever it lies. */
const payloadsIn = (part: unknown): Payload[] => {
  if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return [];
  return isPayload(part) ? [part] : Object.values(part).flatMap(payloadsIn);
};

const keysIn = async (codec: PayloadCodec, payloads: Payload[]): Promise<ReadonlySet<string>> => {
  const encrypted = payloads.flatMap((payload) => keyOf(payload) ?? []);
  const plain = await codec.decode(payloads);
  const sealed = plain.flatMap(({ data }) => credentialsIn(jsonOf(data)).map(({ keyId }) => keyId));
  return new Set([...encrypted, ...sealed]);
};

const jsonOf = (data: Uint8Array | null | undefined): unknown => {
  try {
    return JSON.parse(Buffer.from(data ?? []).toString());
  } catch {
    return undefined;
  }
};
