import type { EarlyExchange } from '../messages/authorization.ts';
import type { EventName, Events } from '../messages/delivery.ts';
import { readBody } from '../wechat/body.ts';
import type { EventSpec, PayloadOf } from '../wechat/event.ts';
import { type CheckMessage, checkMessageIn } from '../wechat/publish-check.ts';
import { isText, type XmlElement } from '../wechat/xml.ts';
import { whyIgnored } from './chatter.ts';
import { declarations, declaredEvent, identify } from './declared.ts';

/** A verified, decrypted callback. */
export type InnerCallback = {
  /** The inner XML, or its JSON twin. */
  readonly xml: string;
  /** The appid in the URL's path, which is not signed. */
  readonly pathAppid?: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** The rule whose service has answered it already. */
  readonly answeredBy?: string;
  /** The exchange of its authorization code, where the gateway made it itself. */
  readonly early?: EarlyExchange;
};

/** A declared event with its payload; it still holds credentials. */
export type ReadEvent<K extends EventName = EventName> = {
  [E in K]: { readonly kind: 'event'; readonly event: E; readonly payload: PayloadOf<Events[E]> };
}[K];

/** The code message of the publish check (全网发布); it holds a credential. */
export type ReadCheck = {
  readonly kind: 'publishCheck';
  readonly code: string;
  readonly appid: string;
  /** Who wrote it. */
  readonly openid: string;
  /** Empty where it has none. */
  readonly msgid: string;
  /** Unix seconds. */
  readonly createTime: number;
};

/** What a callback is: a declared event, a code of the publish check, something nobody wants, or why it can't be read. */
export type Reading =
  | ReadEvent
  | ReadCheck
  | { readonly kind: 'ignored'; readonly reason: string }
  | ({ readonly kind: 'unreadable' } & Unreadable);

/** A callback without a declaration that fits, as far as it can be told. */
export type Unreadable = {
  readonly channel: 'component' | 'authorizer';
  readonly name: string;
  readonly appid?: string;
  readonly reason: string;
  /** Whether its name is declared; then its body is not as declared. */
  readonly declared: boolean;
};

/** How the payload of each event is read; another version of us may read it in another way. */
export type Payloads = Readonly<Record<EventName, Pick<EventSpec, 'payload'>>>;

/** How many fields a reason names: a list may be wrong in each of thousands of entries. */
const mostNamed = 10;

/** Reads a callback by what is inside. Reasons name fields and never quote values. */
export const readCallback = ({ xml, pathAppid }: InnerCallback, payloads: Payloads = declarations): Reading => {
  const element = readBody(xml);
  if (!element)
    return unreadable('authorizer', '', pathAppid, 'It is neither the XML nor the JSON that WeChat writes.');
  const check = checkMessageIn(element);
  if (check) return readCheck(check, element);
  const identity = identify(element);
  const { channel, name } = identity;
  if (channel === 'message') return { kind: 'ignored', reason: 'A user wrote a message; no rule forwards it.' };
  if (channel === 'unknown') return unreadable('authorizer', '', pathAppid, 'It has neither InfoType nor MsgType.');
  const ignored = channel === 'authorizer' ? whyIgnored(name) : undefined;
  if (ignored) return { kind: 'ignored', reason: ignored };
  const event = declaredEvent(identity);
  const appid = channel === 'component' ? namedAppid(element) : pathAppid;
  if (!event) return unreadable(channel, name, appid, `No event "${name}" is declared.`);
  const parsed = payloads[event].payload.safeParse(element);
  if (!parsed.success) {
    const where = parsed.error.issues.slice(0, mostNamed).map(({ path }) => path.join('.') || '(whole)');
    return unreadable(channel, name, appid, `It does not fit its declaration at: ${where.join(', ')}.`, true);
  }
  // The one place where a declaration found by name meets the payload that it parsed.
  return { kind: 'event', event, payload: parsed.data } as ReadEvent;
};

const readCheck = (check: CheckMessage, { FromUserName, MsgId, CreateTime }: XmlElement): Reading => {
  const { appid } = check.account;
  if (check.kind !== 'code')
    return { kind: 'ignored', reason: 'The gateway answered this message of the publish check.' };
  if (!isText(FromUserName) || !isText(CreateTime)) {
    return unreadable('authorizer', 'text', appid, 'The publish check does not say who writes, or when.');
  }
  const msgid = isText(MsgId) ? MsgId.slice(0, 64) : '';
  return { kind: 'publishCheck', code: check.code, appid, openid: FromUserName, msgid, createTime: Number(CreateTime) };
};

const unreadable = (
  channel: Unreadable['channel'],
  name: string,
  appid: string | undefined,
  reason: string,
  declared = false,
): Reading => ({ kind: 'unreadable', channel, name, ...(appid ? { appid } : {}), reason, declared });

/** The account that an event of the platform names. */
export const namedAppid = (named: Readonly<Record<string, unknown>>) =>
  [named.AuthorizerAppid, named.authorizer_appid, named.verify_appid, named.appid].find(isText);
