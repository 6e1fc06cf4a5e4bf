import { randomBytes } from 'node:crypto';
import type { XmlElement } from '../../wechat/xml.ts';
import type { Stage } from './stage.ts';

/** The openid of a new WeChat user. */
export const newOpenid = (): string => `o${randomBytes(21).toString('base64url').slice(0, 27)}`;

/** The element below another one of a push. */
export const below = (payload: XmlElement, name: string): XmlElement => payload[name] as XmlElement;

/** A trial whose user agreed at once. */
export const trialOf = async (stage: Stage, openid = newOpenid(), name = '小麦烤鸡') => {
  await stage.person('user', 'accept');
  const { unique_id } = await stage.client.registerBetaMiniprogram({ name, openid });
  const { payload } = await stage.receiver.push(
    'notify_third_fastregisterbetaapp',
    (told) => below(told, 'info').unique_id === unique_id,
  );
  return { appid: String(payload.appid), unique_id, openid };
};

/** An official account that authorized the platform. */
export const officialAccount = (stage: Stage, known: object = {}) =>
  stage.account({ kind: 'officialAccount', ...known });

/** The address to which an admin comes back from a page of WeChat, without a browser. */
export const scan = async (stage: Stage, order: object): Promise<URL> => {
  const { redirect } = await stage.order<{ redirect: string }>('/scan', order);
  return new URL(redirect);
};

/** A link into WeChat with its query. */
export const link = (path: string, query: Readonly<Record<string, string>>): string =>
  `https://mp.weixin.qq.com${path}?${new URLSearchParams(query)}`;

/** The unified social credit code of a new enterprise. */
export const newSocialCreditCode = (): string => `91440300MA${randomBytes(4).toString('hex').toUpperCase()}`;

/** The WeChat id of a new user. */
export const newWeChatId = (): string => `wxid_${randomBytes(6).toString('hex')}`;
