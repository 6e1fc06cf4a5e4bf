import { encrypt, sign } from '../../wechat/crypto.ts';
import { checkMessageIn, checkWords } from '../../wechat/publish-check.ts';
import { buildXml, isText, type XmlElement } from '../../wechat/xml.ts';
import type { Verified } from './verify.ts';

/** What is said to a message at once: a message for its user, or nothing at all. */
export type PassiveReply =
  | { readonly kind: 'message'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'empty' };

const text = (Content: string): PassiveReply => ({ kind: 'message', body: { MsgType: 'text', Content } });

/**
 * What the gateway itself answers (被动回复): no answer where it is `undefined`. It knows the message alone and asks nobody,
 * because WeChat waits for 5 s whatever state Temporal is in.
 */
export const replyTo = (message: XmlElement): PassiveReply | undefined => {
  const check = checkMessageIn(message);
  switch (check?.kind) {
    case 'text':
      return text(checkWords.textReply);
    case 'event':
      return text(checkWords.eventReply(check.event));
    case 'code':
      // It is exchanged and answered by `platformPublishCheck`.
      return { kind: 'empty' };
    default:
      return undefined;
  }
};

/** A reply as its message wants it: back to who wrote. What the body says of sender, receiver and time stays. */
const addressed = (
  { ToUserName, FromUserName }: XmlElement,
  body: Readonly<Record<string, unknown>>,
  seconds: number,
): Record<string, unknown> => ({
  ToUserName: isText(FromUserName) ? FromUserName : '',
  FromUserName: isText(ToUserName) ? ToUserName : '',
  CreateTime: seconds,
  ...body,
});

/** What a reply is encrypted and signed with: all of the request that it answers, but for the platform's own. */
export type ReplySecrets = {
  readonly componentAppid: string;
  readonly token: string;
  readonly request: Pick<Verified, 'aesKey' | 'nonce'>;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/**
 * Writes a reply under the key that the message came under, as the component.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/message_push.html
 */
export const encryptedReply = (
  message: XmlElement,
  body: Readonly<Record<string, unknown>>,
  { componentAppid, token, request: { aesKey, nonce }, now }: ReplySecrets,
): string => {
  const seconds = Math.floor(now / 1_000);
  const encrypted = encrypt(aesKey, buildXml(addressed(message, body, seconds)), componentAppid);
  const signature = sign(token, String(seconds), nonce, encrypted);
  return buildXml({ Encrypt: encrypted, MsgSignature: signature, TimeStamp: seconds, Nonce: nonce });
};

/**
 * Writes a reply to a push of WeChat's cloud, which is in JSON and in the clear; `now` in milliseconds.
 * @see https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloudrun/src/development/weixin/callback.html
 */
export const plainReply = (message: XmlElement, body: Readonly<Record<string, unknown>>, now: number): string =>
  JSON.stringify(addressed(message, body, Math.floor(now / 1_000)));
