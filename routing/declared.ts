import type { EventName } from '../messages/delivery.ts';
import type { EventSpec } from '../wechat/event.ts';
import * as events from '../wechat/events/index.ts';
import { isText, type XmlElement } from '../wechat/xml.ts';

/** All declarations by name, for what does not depend on which one it is. */
export const declarations: Readonly<Record<EventName, EventSpec>> = events;

/** What a push says it is. A `message` is something a user wrote, not an event. */
export type Identity = { readonly channel: EventSpec['channel'] | 'message' | 'unknown'; readonly name: string };

/** Tells what a push is by what is inside; WeChat sends either kind to either URL. Names are cut to 64 characters. */
export const identify = ({ InfoType, MsgType, Event }: XmlElement): Identity => {
  if (isText(InfoType)) return { channel: 'component', name: InfoType.slice(0, 64) };
  if (MsgType === 'event' && isText(Event)) return { channel: 'authorizer', name: Event.slice(0, 64) };
  if (MsgType !== 'event' && isText(MsgType)) return { channel: 'message', name: MsgType.slice(0, 64) };
  return { channel: 'unknown', name: '' };
};

const isEventName = (name: string): name is EventName => name in declarations;
// An identity's name is cut, and WeChat has longer ones.
const keyOf = ({ channel, name }: Identity) => `${channel} ${name.slice(0, 64)}`;
const byIdentity = new Map(
  Object.keys(declarations)
    .filter(isEventName)
    .map((event) => [keyOf(declarations[event]), event]),
);

/** The declaration of a push, where there is one. */
export const declaredEvent = (identity: Identity): EventName | undefined => byIdentity.get(keyOf(identity));
