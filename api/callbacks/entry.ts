import { owners } from '../../credentials/owners.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import type { InboxEntry } from './inbox.ts';
import { type CallbackKeys, decryptWith, isRefusal } from './verify.ts';

/** The inner callback of an entry; `undefined` where its key is not ours any more. */
export const openEntry = (
  { callback, sealer }: { readonly callback: CallbackKeys; readonly sealer: Sealer },
  entry: InboxEntry,
): string | undefined => {
  if ('sealed' in entry) return sealer.open(entry.sealed, owners.callbackXml);
  const decrypted = decryptWith(callback, entry.encrypted);
  return isRefusal(decrypted) ? undefined : decrypted.message;
};
