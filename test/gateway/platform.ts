import { randomBytes } from 'node:crypto';
import { createSealer } from '../../credentials/sealer.ts';
import { aesKeyOf, encrypt, sign } from '../../wechat/crypto.ts';
import { buildXml } from '../../wechat/xml.ts';

/** The key as the console shows it. */
export const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

/** A platform as its console knows it. */
export const platform = {
  component: { appid: 'wx_component_0001' },
  callback: { token: 'callback-token', aesKey: aesKeyOf(encodingAesKey) },
  weChatPages: { mp: 'https://mp.example', open: 'https://open.example' },
  cloudPushes: false,
  callRates: { component: { calls: 6_000, interval: 60_000 }, account: { calls: 600, interval: 60_000 } },
  forwardingRules: [],
};

/** Seals what the tests' gateways keep. */
export const sealer = createSealer([{ id: 'test', key: randomBytes(32) }], randomBytes(32));

/** The key before the current one. */
export const previousAesKey = aesKeyOf('GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba');

/** What a test may do to a push before it leaves. */
export type PushOptions = {
  readonly timestamp?: number;
  readonly appid?: string;
  readonly aesKey?: Buffer;
  readonly token?: string;
};

/** A push as WeChat sends it: the query and the outer XML around an encrypted inner one. */
export const pushOf = (inner: string, options: PushOptions = {}) => {
  const { callback, component } = platform;
  const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1_000));
  const nonce = '1320562132';
  const token = options.token ?? callback.token;
  const encrypted = encrypt(options.aesKey ?? callback.aesKey, inner, options.appid ?? component.appid);
  const query = new URLSearchParams({
    signature: sign(token, timestamp, nonce),
    timestamp,
    nonce,
    encrypt_type: 'aes',
    msg_signature: sign(token, timestamp, nonce, encrypted),
  });
  return { query, body: buildXml({ AppId: component.appid, Encrypt: encrypted }), encrypted };
};

const seconds = () => Math.floor(Date.now() / 1_000);

/** Inner XML of events of the platform. */
export const componentEvent = (InfoType: string, fields: Record<string, unknown>): string =>
  buildXml({ AppId: platform.component.appid, CreateTime: seconds(), InfoType, ...fields });

/** Inner XML of events of an account. */
export const authorizerEvent = (Event: string, ToUserName: string, fields: Record<string, unknown> = {}): string =>
  buildXml({
    ToUserName,
    FromUserName: 'od1P50M-fNQI5Gcq-trm4a7apsU8',
    CreateTime: seconds(),
    MsgType: 'event',
    Event,
    ...fields,
  });

export const ticket = (value = 'ticket@@@0123456789', fields: Record<string, unknown> = {}) =>
  componentEvent('component_verify_ticket', { ComponentVerifyTicket: value, ...fields });
