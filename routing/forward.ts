import { createHmac } from 'node:crypto';
import { buildXml, type XmlElement } from '../wechat/xml.ts';
import { type ForwardingRule, withoutCredentials } from './forwarding.ts';

/** A callback on its way to a service of the provider's own. */
export type Forward = {
  readonly element: XmlElement;
  /** Equal for each try of the same callback, so that the service takes it once. */
  readonly id: string;
  readonly appid?: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
};

/** The longest answer that is read, in bytes: a passive reply is far shorter. */
const longest = 64 * 1024;

/**
 * Posts a callback to a rule's service, signed, which has taken it where it answers with a status of 200 to 299, whatever
 * else it says. Throws where no answer begins within `patience` milliseconds, which hold for its body too. The service
 * computes `HMAC-SHA256(secret, t + "." + body)` and compares it with `v1` of the header `Weft-Signature: t=…,v1=…`.
 */
export const forward = async (
  rule: ForwardingRule,
  { element, id, appid, receivedAt }: Forward,
  { patience, now }: { readonly patience: number; readonly now: number },
): Promise<Response> => {
  const shown = withoutCredentials(element);
  const body = rule.format === 'json' ? JSON.stringify(shown) : buildXml(shown);
  const time = Math.floor(now / 1000);
  const signature = createHmac('sha256', rule.secret).update(`${time}.${body}`).digest('hex');
  return fetch(rule.to, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
    headers: {
      'content-type': rule.format === 'json' ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8',
      'weft-signature': `t=${time},v1=${signature}`,
      'weft-delivery': id,
      'weft-rule': rule.name,
      'weft-received-at': new Date(receivedAt).toISOString(),
      ...(appid ? { 'weft-appid': appid } : {}),
    },
    body,
  }).catch((error: Error) => {
    // "fetch failed" says nothing; its cause has the words, such as "connect ECONNREFUSED 10.0.0.7:80".
    throw error.cause instanceof Error ? new Error(`No answer: ${error.cause.message}`, { cause: error }) : error;
  });
};

/** What a service said; `undefined` where it is too long for a reply. */
export const textOf = async (response: Response): Promise<string | undefined> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > longest) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};
