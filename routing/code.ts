import { readBody } from '../wechat/body.ts';
import { checkMessageIn } from '../wechat/publish-check.ts';
import { isText, type XmlElement } from '../wechat/xml.ts';
import { declarations, declaredEvent, identify } from './declared.ts';
import { namedAppid } from './read.ts';

/** An authorization code on its way, as far as its callback tells of it. */
export type CodeCallback = {
  readonly code: string;
  /** When WeChat made the callback, unix seconds. */
  readonly createTime: number;
  /** The account, where it is named. */
  readonly appid?: string;
};

/** The authorization code in a callback, if one is in it. */
export const codeIn = (element: XmlElement): CodeCallback | undefined => {
  const createTime = Number(element.CreateTime);
  const check = checkMessageIn(element);
  if (check) return check.kind === 'code' ? { code: check.code, createTime, appid: check.account.appid } : undefined;
  const event = declaredEvent(identify(element));
  const field = event && declarations[event].code;
  const code = field === undefined ? undefined : element[field];
  if (!isText(code)) return undefined;
  const appid = namedAppid(element);
  return { code, createTime, ...(appid ? { appid } : {}) };
};

/** The same from the inner XML, or its JSON twin; what can't be read holds none. */
export const codeInXml = (xml: string): CodeCallback | undefined => {
  const element = readBody(xml);
  return element && codeIn(element);
};
