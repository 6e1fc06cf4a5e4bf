import { readBody } from '../wechat/body.ts';
import { isText, type XmlElement } from '../wechat/xml.ts';
import { codeIn } from './code.ts';
import { namedAppid } from './read.ts';

/** Where a callback waits for its delivery: its lane, and the queue in which one is delivered after the other. */
export type Place = { readonly lane: 'codes' | 'others'; readonly queue: string };

/**
 * The place of a callback, from its inner XML or JSON. Pushes of one account share a queue, so they arrive in their order;
 * nothing secret or personal is in its name. What can't be read has a place too.
 */
export const placeOf = (xml: string): Place => {
  const element = readBody(xml);
  if (!element) return { lane: 'others', queue: 'unreadable' };
  return { lane: codeIn(element) ? 'codes' : 'others', queue: queueOf(element) };
};

const queueOf = (element: XmlElement): string => {
  const named = [namedAppid(element), element.ToUserName, element.InfoType];
  return named.find(isText)?.slice(0, 64) ?? 'nameless';
};
