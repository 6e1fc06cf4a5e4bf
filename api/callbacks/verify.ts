import { type Decrypted, decrypt, verify } from '../../wechat/crypto.ts';
import { parseXml } from '../../wechat/xml.ts';

/** What a stranger is told about a request that is not WeChat's: a status and its title, no detail. */
export type Refusal = { readonly status: 400 | 401 | 403 | 405 | 413 | 503; readonly title: string };

/** Every refusal there is. */
export const refusals = {
  /** Malformed, not XML, a DTD or entities, a part of the query missing. */
  malformed: { status: 400, title: 'Bad Request' },
  /** The signature is missing or not the one over this body. */
  signature: { status: 401, title: 'Unauthorized' },
  /** Signed, but not for now, not for this platform, or not under a key of ours. */
  forbidden: { status: 403, title: 'Forbidden' },
  method: { status: 405, title: 'Method Not Allowed' },
  size: { status: 413, title: 'Content Too Large' },
  /** Nothing is wrong with the callback: WeChat is to push it again. */
  unavailable: { status: 503, title: 'Service Unavailable' },
} as const satisfies Record<string, Refusal>;

/** Whether a step refused. */
export const isRefusal = (result: object): result is Refusal => 'status' in result;

/** Token and keys of both callback URLs, as in WeChat's console. */
export type CallbackKeys = {
  readonly token: string;
  readonly aesKey: Buffer;
  /** The key before the current one, while WeChat may still use it. */
  readonly previousAesKey?: Buffer;
};

/** The signed part of the query; `signature` is `msg_signature`, empty where it is missing. */
export type SignedQuery = { readonly timestamp: string; readonly nonce: string; readonly signature: string };

/** How far WeChat's clock and ours may be apart, in seconds. */
const window = 300;

/** Reads the query. WeChat's 3-part `signature` does not cover the body, so it proves nothing and is not read. */
export const readQuery = (query: Readonly<Record<string, unknown>>): SignedQuery | Refusal => {
  const { timestamp, nonce, msg_signature: signature = '' } = query;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return refusals.malformed;
  if (typeof nonce !== 'string' || nonce === '' || typeof signature !== 'string') return refusals.malformed;
  return { timestamp, nonce, signature };
};

/** Reads the outer XML, of which only `Encrypt` is signed and only that is used. */
export const parseOuter = (body: Uint8Array): { readonly encrypted: string } | Refusal => {
  try {
    const { Encrypt: encrypted } = parseXml(Buffer.from(body).toString('utf8'));
    return typeof encrypted === 'string' && encrypted !== '' ? { encrypted } : refusals.malformed;
  } catch {
    return refusals.malformed;
  }
};

/** Refuses what WeChat has not signed; compared in constant time. */
export const checkSignature = (token: string, query: SignedQuery, encrypted: string): Refusal | undefined =>
  verify(query.signature, token, query.timestamp, query.nonce, encrypted) ? undefined : refusals.signature;

/** Refuses what is too old to be a push and may be a replay; `now` in milliseconds. */
export const checkTime = (query: SignedQuery, now: number): Refusal | undefined =>
  Math.abs(now / 1000 - Number(query.timestamp)) > window ? refusals.forbidden : undefined;

/** A decrypted text and the key that opened it. */
export type Opened = Decrypted & { readonly aesKey: Buffer };

/** Decrypts with the first key that fits. A signed text that none opens was encrypted under a key that is not ours. */
export const decryptWith = ({ aesKey, previousAesKey }: CallbackKeys, encrypted: string): Opened | Refusal => {
  for (const key of previousAesKey ? [aesKey, previousAesKey] : [aesKey]) {
    try {
      return { ...decrypt(key, encrypted), aesKey: key };
    } catch {
      // The next key: WeChat may still use the previous one.
    }
  }
  return refusals.forbidden;
};

/** Refuses what was meant for another platform: in both kinds of callback the tail is the component's appid. */
export const checkPlatform = (componentAppid: string, { appid }: Decrypted): Refusal | undefined =>
  appid === componentAppid ? undefined : refusals.forbidden;

/** A callback that is proven to be WeChat's and ours. */
export type Verified = {
  readonly encrypted: string;
  readonly message: string;
  /** The key it came under, and the request's nonce: a reply is made with both. */
  readonly aesKey: Buffer;
  readonly nonce: string;
};

/** All steps in order, `now` in milliseconds; nothing is decrypted before its signature holds. */
export const verifyCallback = (
  platform: { readonly component: { readonly appid: string }; readonly callback: CallbackKeys },
  request: { readonly query: Readonly<Record<string, unknown>>; readonly body: Uint8Array },
  now: number,
): Verified | Refusal => {
  const query = readQuery(request.query);
  if (isRefusal(query)) return query;
  const outer = parseOuter(request.body);
  if (isRefusal(outer)) return outer;
  const refused = checkSignature(platform.callback.token, query, outer.encrypted) ?? checkTime(query, now);
  if (refused) return refused;
  const decrypted = decryptWith(platform.callback, outer.encrypted);
  if (isRefusal(decrypted)) return decrypted;
  const { message, aesKey } = decrypted;
  return checkPlatform(platform.component.appid, decrypted) ?? { ...outer, message, aesKey, nonce: query.nonce };
};
