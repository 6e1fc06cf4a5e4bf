import type { EventName } from '../messages/delivery.ts';
import type { EventSpec } from '../wechat/event.ts';
import * as events from '../wechat/events/index.ts';
import type { XmlElement } from '../wechat/xml.ts';

/** All declarations by name, for what does not depend on which one it is. */
export const declarations: Readonly<Record<EventName, EventSpec>> = events;

/** What a push says it is. A `message` is something a user wrote, not an event. */
export type Identity = { readonly channel: EventSpec['channel'] | 'message' | 'unknown'; readonly name: string };

/** Tells what a push is by what is inside; WeChat sends either kind to either URL. */
export const identify = ({ InfoType, MsgType, Event }: XmlElement): Identity => {
  if (typeof InfoType === 'string') return { channel: 'component', name: InfoType };
  if (MsgType === 'event' && typeof Event === 'string') return { channel: 'authorizer', name: Event };
  if (typeof MsgType === 'string' && MsgType !== 'event') return { channel: 'message', name: MsgType };
  return { channel: 'unknown', name: '' };
};

const byIdentity = new Map(
  Object.entries(events).map(([event, { channel, name }]) => [`${channel} ${name}`, event as EventName]),
);

/** The declaration of a push, where there is one. */
export const declaredEvent = ({ channel, name }: Identity): EventName | undefined =>
  byIdentity.get(`${channel} ${name}`);
