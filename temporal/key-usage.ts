import { type Client, isGrpcServiceError } from '@temporalio/client';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { credentialsIn } from '../messages/sealed.ts';
import { keyOf } from './payload-codec.ts';

/** A run of a workflow; the latest of its id where none is named. */
export type RunName = { readonly workflowId: string; readonly runId?: string; readonly type: string };

/** A run, and the encryption keys without which its history can't be read. */
export type KeyUse = RunName & {
  /** When it closed, in milliseconds since the epoch; absent while it is open. */
  readonly closedAt?: number;
  readonly keys: ReadonlySet<string>;
};

/** How many histories are read at once. */
const width = 16;

/**
 * The keys that runs depend on: those their payloads are under, and those that credentials in them are sealed with. It
 * reads whole histories, so it takes its time; what Temporal forgets meanwhile is left out. Throws where a key is needed
 * that the ring has no more.
 */
export async function* keyUses(
  { temporal, codec }: { readonly temporal: Client; readonly codec: PayloadCodec },
  runs: AsyncIterable<RunName>,
): AsyncGenerator<KeyUse> {
  const named = runs[Symbol.asyncIterator]();
  const readNext = async (): Promise<KeyUse | undefined> => {
    for (;;) {
      const { done, value } = await named.next();
      if (done) return undefined;
      const { workflowId, runId, type } = value;
      const events = await historyOf(temporal, value);
      if (!events) continue;
      const keys = await keysIn(codec, payloadsIn(events));
      return { workflowId, ...(runId ? { runId } : {}), type, keys, ...closingOf(events.at(-1)) };
    }
  };
  const begin = () => {
    const use = readNext();
    // Whoever waits for it learns of a failure; after the first one nobody does.
    use.catch(() => {});
    return use;
  };
  const underWay = Array.from({ length: width }, begin);
  for (let first = underWay.shift(); first; first = underWay.shift()) {
    const use = await first;
    if (!use) continue;
    yield use;
    underWay.push(begin());
  }
}

/** gRPC's code. */
const notFound = 5;

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

/** The events of a run; nothing where its time in the namespace is over. */
const historyOf = async (temporal: Client, { workflowId, runId }: RunName): Promise<HistoryEvent[] | undefined> => {
  try {
    return (await temporal.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? [];
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === notFound) return undefined;
    throw error;
  }
};

const types = proto.temporal.api.enums.v1.EventType;
const closings = new Set<HistoryEvent['eventType']>([
  types.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
  types.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
  types.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
  types.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
  types.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
  types.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
]);

/** The history knows first: visibility, which lists the runs, is behind, and a paused run is not closed. */
const closingOf = (last: HistoryEvent | undefined): Pick<KeyUse, 'closedAt'> =>
  closings.has(last?.eventType) ? { closedAt: Number(last?.eventTime?.seconds ?? 0) * 1_000 } : {};

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
