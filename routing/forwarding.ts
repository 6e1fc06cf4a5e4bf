import { isElement, isText, type XmlElement, type XmlValue } from '../wechat/xml.ts';
import { declarations, declaredEvent, identify } from './declared.ts';

/** What a callback must say to be forwarded; what is left out may be anything. */
export type ForwardingMatch = {
  readonly infoType?: readonly string[];
  readonly msgType?: readonly string[];
  readonly event?: readonly string[];
  readonly appid?: readonly string[];
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
      fits(match.infoType, element.InfoType) &&
      fits(match.msgType, element.MsgType) &&
      fits(match.event, element.Event) &&
      fits(match.appid, appid),
  );
};

/** Whether a callback is a message that a user wrote, which is all that a passive reply can answer. */
export const isMessage = (element: XmlElement): boolean => identify(element).channel === 'message';

/** A callback without its credentials: they never leave, also not to the provider's own services. */
export const withoutCredentials = (element: XmlElement): XmlElement => {
  const event = declaredEvent(identify(element));
  return event ? without(declarations[event].secrets, element) : element;
};

const without = (secrets: readonly string[], element: XmlElement, above = ''): XmlElement =>
  Object.fromEntries(
    Object.entries(element).flatMap(([name, value]) => {
      const field = above + name;
      if (secrets.includes(field)) return [];
      return [[name, isElement(value) ? without(secrets, value, `${field}.`) : value]];
    }),
  );
