import { isText, type XmlElement } from '../wechat/xml.ts';
import { codeIn } from './code.ts';
import { namedAppid } from './read.ts';

/** Where a callback waits for its delivery: its lane, and the queue in which one is delivered after the other. */
export type Place = { readonly lane: 'codes' | 'others'; readonly queue: string };

/**
 * The place of a callback as it was read, `undefined` where it can't be. Pushes of one account share a queue, so they arrive in their order;
 * nothing secret or personal is in its name.
 */
export const placeOf = (element: XmlElement | undefined): Place => {
  if (!element) return { lane: 'others', queue: 'unreadable' };
  return { lane: codeIn(element) ? 'codes' : 'others', queue: queueOf(element) };
};

const queueOf = (element: XmlElement): string => {
  const named = [namedAppid(element), element.ToUserName, element.InfoType];
  return named.find(isText)?.slice(0, 64) ?? 'nameless';
};
