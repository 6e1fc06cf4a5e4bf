import { decrypt, verify } from '../wechat/crypto.ts';
import { parseXml, type XmlElement } from '../wechat/xml.ts';

/** Reads an encrypted passive reply as WeChat does. Throws a sentence that says what is wrong with it. */
export const readReply = (
  body: string,
  { token, aesKey, componentAppid }: { token: string; aesKey: Buffer; componentAppid: string },
): XmlElement => {
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = outerOf(body);
  const parts = [TimeStamp, Nonce, Encrypt].map(String);
  if (!verify(String(MsgSignature), token, ...parts)) {
    throw new Error('The MsgSignature of the reply is not the one over its Encrypt, TimeStamp and Nonce.');
  }
  const { message, appid } = opened(aesKey, String(Encrypt));
  if (appid !== componentAppid) throw new Error("The reply was not encrypted with the component's appid at its tail.");
  return parseXml(message);
};

const outerOf = (body: string): XmlElement => {
  try {
    const outer = parseXml(body);
    if (outer.Encrypt) return outer;
  } catch {
    // Said below.
  }
  throw new Error(`The reply is not encrypted XML; it begins with "${body.slice(0, 20)}".`);
};

const opened = (aesKey: Buffer, encrypted: string) => {
  try {
    return decrypt(aesKey, encrypted);
  } catch {
    throw new Error('The reply was encrypted with another key than the message.');
  }
};
