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

/** What a reply is encrypted and signed with: all of the request that it answers, but for the platform's own. */
export type ReplySecrets = {
  readonly componentAppid: string;
  readonly token: string;
  readonly request: Pick<Verified, 'aesKey' | 'nonce'>;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/**
 * Writes a reply: back to who wrote, under the key that the message came under, as the component. What the body says of
 * sender, receiver and time stays.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/message_push.html
 */
export const encryptedReply = (
  { ToUserName, FromUserName }: XmlElement,
  body: Readonly<Record<string, unknown>>,
  { componentAppid, token, request: { aesKey, nonce }, now }: ReplySecrets,
): string => {
  const seconds = Math.floor(now / 1_000);
  const reply = {
    ToUserName: isText(FromUserName) ? FromUserName : '',
    FromUserName: isText(ToUserName) ? ToUserName : '',
    CreateTime: seconds,
    ...body,
  };
  const encrypted = encrypt(aesKey, buildXml(reply), componentAppid);
  const signature = sign(token, String(seconds), nonce, encrypted);
  return buildXml({ Encrypt: encrypted, MsgSignature: signature, TimeStamp: seconds, Nonce: nonce });
};
