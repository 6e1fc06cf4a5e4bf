import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { vi } from 'vitest';
import { aesKeyOf, decrypt, sign, verify } from '../../wechat/crypto.ts';
import { parseXml, type XmlElement } from '../../wechat/xml.ts';
import { listen } from '../listen.ts';

/** A push that arrived, verified and decrypted. */
export type Push = {
  readonly path: string;
  readonly query: URLSearchParams;
  /** The element beside `Encrypt` that names the receiver. */
  readonly outer: XmlElement;
  readonly xml: string;
  readonly payload: XmlElement;
  /** InfoType or Event. */
  readonly name: string;
  /** When it arrived, in milliseconds. */
  readonly at: number;
};

/** What the receiver answers. */
export type Manner = { readonly status?: number; readonly body?: string; readonly delay?: number };

/** A gateway that only listens: it keeps every push and throws away what is signed or encrypted wrongly. */
export const startReceiver = async (secrets: { token: string; aesKey: string; componentAppid: string }) => {
  const key = aesKeyOf(secrets.aesKey);
  const pushes: Push[] = [];
  let manner: (push: Push) => Manner = () => ({});

  const read = async (request: IncomingMessage): Promise<Push> => {
    const url = new URL(request.url ?? '', 'http://receiver');
    const { Encrypt, ...outer } = parseXml(await text(request));
    const signed = (name: string) => url.searchParams.get(name) ?? '';
    const parts = [secrets.token, signed('timestamp'), signed('nonce')];
    if (signed('signature') !== sign(...parts)) throw new Error('signature is wrong');
    if (!verify(signed('msg_signature'), ...parts, String(Encrypt))) throw new Error('msg_signature is wrong');
    const { message, appid } = decrypt(key, String(Encrypt));
    if (appid !== secrets.componentAppid) throw new Error('another appid at the tail');
    const payload = parseXml(message);
    const name = String(payload.InfoType ?? payload.Event);
    return { path: url.pathname, query: url.searchParams, outer, xml: message, payload, name, at: Date.now() };
  };

  const server = createServer(async (request, response) => {
    const push = await read(request);
    pushes.push(push);
    const { status = 200, body = 'success', delay = 0 } = manner(push);
    setTimeout(() => response.writeHead(status).end(body), delay);
  });
  const port = await listen(server);

  const named = (name: string) => pushes.filter((push) => push.name === name);
  return {
    url: `http://127.0.0.1:${port}`,
    pushes,
    named,
    /** The first push of this name for which `fits` holds, once it is there. */
    push: (name: string, fits: (payload: XmlElement) => boolean = () => true): Promise<Push> =>
      vi.waitFor(
        () => {
          const found = named(name).find(({ payload }) => fits(payload));
          if (!found) throw new Error(`No push ${name} arrived.`);
          return found;
        },
        { timeout: 10_000, interval: 5 },
      ),
    behave: (next: typeof manner) => {
      manner = next;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
