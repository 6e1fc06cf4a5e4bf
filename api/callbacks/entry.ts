import { owners } from '../../credentials/owners.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import { type CodeCallback, codeInXml } from '../../routing/code.ts';
import type { InboxEntry, ReturnedCode } from './inbox.ts';
import { type CallbackKeys, decryptWith, isRefusal } from './verify.ts';

/** What an entry holds, in the clear, and the authorization code in it. */
export type OpenedEntry = { readonly code?: CodeCallback } & (
  | { readonly kind: 'callback'; readonly inner: string }
  | { readonly kind: 'return'; readonly returned: ReturnedCode }
);

/** Opens an entry; `undefined` where its key is not ours any more. */
export const openEntry = (
  { callback, sealer }: { readonly callback: CallbackKeys; readonly sealer: Sealer },
  entry: InboxEntry,
): OpenedEntry | undefined => {
  if ('returned' in entry) {
    const { returned } = entry;
    const code = sealer.open(returned.code, owners.authorizationCode);
    return { kind: 'return', returned, code: { code, createTime: returned.createTime } };
  }
  if ('sealed' in entry) return asCallback(sealer.open(entry.sealed, owners.callbackXml));
  const decrypted = decryptWith(callback, entry.encrypted);
  return isRefusal(decrypted) ? undefined : asCallback(decrypted.message);
};

const asCallback = (inner: string): OpenedEntry => {
  const code = codeInXml(inner);
  return { kind: 'callback', inner, ...(code ? { code } : {}) };
};
