import { randomBytes, randomInt } from 'node:crypto';
import { buildXml } from '../wechat/xml.ts';

/** The openid of somebody new: 28 characters that begin with `o`. */
export const newOpenid = (): string => `o${randomBytes(20).toString('base64url')}`;

/** Who writes to whom. */
export type Writing = { readonly userName: string; readonly openid: string };

const head = ({ userName, openid }: Writing) => ({
  ToUserName: userName,
  FromUserName: openid,
  CreateTime: Math.floor(Date.now() / 1_000),
});

/** The inner XML of a text that a user writes to an account. */
export const textMessage = ({ content, ...writing }: Writing & { readonly content: string }): string => {
  // 17 digits, as real ones have; they do not fit into a number.
  const MsgId = `${randomInt(1e8, 1e9)}${randomInt(1e7, 1e8)}`;
  return buildXml({ ...head(writing), MsgType: 'text', Content: content, MsgId });
};

/** The inner XML of an event that a user causes. */
export const eventMessage = ({
  event,
  said = {},
  ...writing
}: Writing & { readonly event: string; readonly said?: object }): string =>
  buildXml({ ...head(writing), MsgType: 'event', Event: event, ...said });
