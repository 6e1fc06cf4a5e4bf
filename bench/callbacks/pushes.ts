import { aesKeyOf, encrypt, sign } from '../../wechat/crypto.ts';
import { buildXml } from '../../wechat/xml.ts';
import type { BenchStack } from '../stack.ts';

/** An account that pushes are about. */
export type Account = { readonly appid: string; readonly userName: string };

/** A push as it goes over the wire, and by what its signal is known again. */
export type Push = { readonly id: string; readonly request: Buffer };

const openid = 'od1P50M-fNQI5Gcq-trm4a7apsU8';

/**
 * Pushes of WeChat, signed and encrypted: violations that were found (wxa_illegal_record), each another one, over the
 * accounts in turn. They are made beforehand, so that the sender's part of the cores is small; WeChat's signature holds for 5 minutes.
 */
export const preparePushes = (
  { config }: Pick<BenchStack, 'config'>,
  accounts: readonly Account[],
  { name, count }: { readonly name: string; readonly count: number },
): readonly Push[] => {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return Array.from({ length: count }, (_, index) => {
    const { appid, userName } = accounts[index % accounts.length] ?? { appid: '', userName: '' };
    const id = `${name}_${index}`;
    return {
      id,
      request: requestOf(config, { appid, userName, inner: innerOf({ appid, userName }, id, timestamp) }, timestamp),
    };
  });
};

const innerOf = ({ appid, userName }: Account, id: string, timestamp: string): string =>
  buildXml({
    ToUserName: userName,
    FromUserName: openid,
    CreateTime: Number(timestamp),
    MsgType: 'event',
    Event: 'wxa_illegal_record',
    appid,
    illegal_record_id: id,
    create_time: Number(timestamp),
    illegal_reason: '存在诱导分享行为',
    illegal_content: '违规内容',
    rule_url: 'https://developers.weixin.qq.com/miniprogram/product/#_6-2',
    rule_name: '《微信小程序平台运营规范》',
  });

const requestOf = (
  { component, callback: { token, aesKey } }: BenchStack['config'],
  { appid, userName, inner }: Account & { readonly inner: string },
  timestamp: string,
): Buffer => {
  const nonce = '1320562132';
  const encrypted = encrypt(aesKeyOf(aesKey), inner, component.appid);
  const query = new URLSearchParams({
    signature: sign(token, timestamp, nonce),
    timestamp,
    nonce,
    openid,
    encrypt_type: 'aes',
    msg_signature: sign(token, timestamp, nonce, encrypted),
  });
  const body = Buffer.from(buildXml({ ToUserName: userName, Encrypt: encrypted }));
  const head = [
    `POST /callbacks/authorizers/${appid}?${query} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: text/xml',
    `Content-Length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
};
