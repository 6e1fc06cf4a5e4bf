import type { Ids } from '../credentials/ids.ts';
import { declarations } from './declared.ts';
import { namedAppid, type ReadEvent } from './read.ts';

/** Equal for two pushes of the same thing: made of channel, name, account and the declared fields. */
export const dedupeKeyOf = (ids: Ids, { event, payload }: ReadEvent): string => {
  const { channel, name, dedupe } = declarations[event];
  const fields: Readonly<Record<string, unknown>> = payload;
  const values = ['ToUserName', ...dedupe].map((field) => fields[field] ?? null);
  return ids.hmac('dedupe', JSON.stringify([channel, name, namedAppid(payload) ?? null, ...values]));
};

/** The key of a callback that can't be read: equal for equal text. */
export const dedupeKeyOfText = (ids: Ids, xml: string): string => ids.hmac('dedupe', xml);
