import { owners } from '../../credentials/owners.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import type { Sealed } from '../../messages/sealed.ts';
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
    const code = opened(sealer, returned.code, owners.authorizationCode);
    return code === undefined
      ? undefined
      : { kind: 'return', returned, code: { code, createTime: returned.createTime } };
  }
  if ('sealed' in entry) {
    const body = opened(sealer, entry.sealed, owners.callbackXml);
    return body === undefined ? undefined : asCallback(body);
  }
  const decrypted = decryptWith(callback, entry.encrypted);
  return isRefusal(decrypted) ? undefined : asCallback(decrypted.message);
};

/** What is sealed under a key that has left the ring must not hold up the entries beside it. */
const opened = (sealer: Sealer, sealed: Sealed, owner: string): string | undefined => {
  try {
    return sealer.open(sealed, owner);
  } catch {
    return undefined;
  }
};

const asCallback = (inner: string): OpenedEntry => {
  const code = codeInXml(inner);
  return { kind: 'callback', inner, ...(code ? { code } : {}) };
};
