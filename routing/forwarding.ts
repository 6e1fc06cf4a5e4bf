import type { Notice, NoticeKind } from '../messages/notices.ts';
import { isElement, isText, type XmlElement, type XmlValue } from '../wechat/xml.ts';
import { declarations, declaredEvent, identify } from './declared.ts';

/** What a callback must say to be forwarded; what is left out may be anything. */
export type ForwardingMatch = {
  readonly infoType?: readonly string[];
  readonly msgType?: readonly string[];
  readonly event?: readonly string[];
  readonly appid?: readonly string[];
  /** Notices of processes, and no callbacks. */
  readonly notice?: readonly NoticeKind[];
};

/** A rule that forwards callbacks to a service of the provider's own. */
export type ForwardingRule = {
  /** Unique; what forwards are kept under. */
  readonly name: string;
  readonly match: ForwardingMatch;
  /** The service's address inside the provider's network. */
  readonly to: string;
  readonly format: 'json' | 'xml';
  /** Shared with the service, which proves with it that the callback comes from here. */
  readonly secret: string;
  /** Whether the service answers a user's message within WeChat's 5 s (被动回复). */
  readonly replies: boolean;
};

/** The rules by which a notice of a process is forwarded. */
export const rulesForNotice = (
  rules: readonly ForwardingRule[],
  { kind, appid }: Pick<Notice, 'kind' | 'appid'>,
): readonly ForwardingRule[] =>
  rules.filter(
    ({ match }) =>
      match.notice?.includes(kind) && (!match.appid || (appid !== undefined && match.appid.includes(appid))),
  );

/** The rules that a callback is forwarded by; `appid` is the account it is about, where that is known. */
export const rulesFor = (
  rules: readonly ForwardingRule[],
  element: XmlElement,
  appid: string | undefined,
): readonly ForwardingRule[] => {
  const fits = (wanted: readonly string[] | undefined, value: XmlValue | undefined) =>
    wanted === undefined || (isText(value) && wanted.includes(value));
  return rules.filter(
    ({ match }) =>
      match.notice === undefined &&
      fits(match.infoType, element.InfoType) &&
      fits(match.msgType, element.MsgType) &&
      fits(match.event, element.Event) &&
      fits(match.appid, appid),
  );
};

/** Whether a callback is a message that a user wrote, which is all that a passive reply can answer. */
export const isMessage = (element: XmlElement): boolean => identify(element).channel === 'message';

/** Every field in which a declared event holds a credential. */
const everySecret = [...new Set(Object.values(declarations).flatMap(({ secrets }) => secrets))];

/**
 * A callback without its credentials: they never leave, also not to the provider's own services. An event that nobody
 * declared may hold them under the names that others have; what a user wrote holds none.
 */
export const withoutCredentials = (element: XmlElement): XmlElement => {
  const identity = identify(element);
  if (identity.channel === 'message') return element;
  const event = declaredEvent(identity);
  return without(event ? declarations[event].secrets : everySecret, element);
};

const without = (secrets: readonly string[], element: XmlElement, above = ''): XmlElement =>
  Object.fromEntries(
    Object.entries(element).flatMap(([name, value]) => {
      const field = above + name;
      const below = (child: XmlValue): XmlValue => (isElement(child) ? without(secrets, child, `${field}.`) : child);
      if (secrets.includes(field)) return [];
      return [[name, Array.isArray(value) ? value.map(below) : below(value)]];
    }),
  );
