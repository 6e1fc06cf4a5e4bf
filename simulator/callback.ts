import { randomInt } from 'node:crypto';
import { encrypt, sign } from '../wechat/crypto.ts';
import { buildXml } from '../wechat/xml.ts';

/** A push before it is encrypted: where it goes and its inner XML. A message URL need not hold the appid. */
export type Callback = { readonly xml: string } & (
  | { readonly channel: 'component' }
  | { readonly channel: 'authorizer'; readonly appid?: string; readonly userName: string; readonly openid: string }
);

/** What the gateway said; without `status` it said nothing in time. */
export type Reply = { readonly accepted: boolean; readonly status?: number; readonly body?: string };

/** Sends one push; never throws. */
export type SendCallback = (callback: Callback) => Promise<Reply>;

/** How long WeChat waits for an answer, in milliseconds. */
const patience = 5000;

/** Makes the sender of pushes; `seconds` is the real time, which timestamps carry whatever the simulator's clock says. */
export const createCallbackSender = (options: {
  readonly gatewayUrl: string;
  readonly componentAppid: string;
  readonly token: string;
  readonly aesKey: Buffer;
  readonly seconds: () => number;
}): SendCallback => {
  const { componentAppid, token, aesKey } = options;
  return async (callback) => {
    const timestamp = String(options.seconds());
    const nonce = String(randomInt(1e8, 1e9));
    const encrypted = encrypt(aesKey, callback.xml, componentAppid);
    const url = new URL(options.gatewayUrl + pathOf(callback));
    const query = {
      signature: sign(token, timestamp, nonce),
      timestamp,
      nonce,
      ...(callback.channel === 'authorizer' ? { openid: callback.openid } : {}),
      encrypt_type: 'aes',
      msg_signature: sign(token, timestamp, nonce, encrypted),
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const receiver = callback.channel === 'component' ? { AppId: componentAppid } : { ToUserName: callback.userName };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/xml', 'user-agent': 'Mozilla/4.0' },
        body: buildXml({ ...receiver, Encrypt: encrypted }),
        signal: AbortSignal.timeout(patience),
      });
      const body = await response.text();
      return { accepted: response.status === 200 && body === 'success', status: response.status, body };
    } catch {
      return { accepted: false };
    }
  };
};

const pathOf = (callback: Callback) => {
  if (callback.channel === 'component') return '/callbacks/component';
  return callback.appid ? `/callbacks/authorizers/${callback.appid}` : '/callbacks/authorizers';
};
