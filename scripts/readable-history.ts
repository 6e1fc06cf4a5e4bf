import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import { historyToJSON, type JSONPayload, JSONToPayload, payloadToJSON } from '@temporalio/common/lib/proto-utils.js';

/**
 * A workflow's history as JSON with its payloads decrypted, so that it replays without our keys. Credentials in it stay
 * sealed; hosts and stack traces, which tell of the machine, are left out.
 */
export const readableHistory = async (handle: WorkflowHandle, codec: PayloadCodec): Promise<string> => {
  const readable = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map(readable));
    if (typeof value !== 'object' || value === null) return value;
    if (isPayload(value)) {
      const [payload] = await codec.decode([JSONToPayload(value)]);
      return payload && payloadToJSON(withoutStackTrace(payload));
    }
    const entries = Object.entries(value).filter(([name]) => name !== 'identity');
    return Object.fromEntries(await Promise.all(entries.map(async ([name, inner]) => [name, await readable(inner)])));
  };
  return JSON.stringify(await readable(JSON.parse(historyToJSON(await handle.fetchHistory()))), null, 1);
};

const isPayload = (value: object): value is JSONPayload => 'metadata' in value && 'data' in value;

/** The attributes of a failure are a payload too. */
const withoutStackTrace = (payload: Payload): Payload => {
  const value: unknown = defaultPayloadConverter.fromPayload(payload);
  if (typeof value !== 'object' || value === null || !('stack_trace' in value)) return payload;
  return defaultPayloadConverter.toPayload({ ...value, stack_trace: '' });
};
