import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { EventSpec } from '../wechat/event.ts';
import * as events from '../wechat/events/index.ts';
import { buildXml } from '../wechat/xml.ts';
import type { Callback, SendCallback } from './callback.ts';
import type { EventFault, FaultPlan } from './faults.ts';
import type { Records } from './records.ts';

type Events = typeof events;
/** The declared events, by the name of their declaration. */
export const eventSpecs: Readonly<Record<keyof Events, EventSpec>> = events;

/** The declared events of one channel. */
type EventOf<C extends EventSpec['channel']> = {
  [K in keyof Events]: Events[K]['channel'] extends C ? K : never;
}[keyof Events];
/** What a push says beside the fields that all pushes of its channel carry. */
type Said<K extends keyof Events> = Omit<
  z.input<Events[K]['payload']>,
  'AppId' | 'CreateTime' | 'ToUserName' | 'FromUserName'
>;
/** Which account a push is about. */
type Receiver = { readonly appid: string; readonly userName: string };

/** The pushes of WeChat, typed by their declarations. Each resolves with whether the gateway took it. */
export type Pushes = {
  toPlatform<K extends EventOf<'component'>>(event: K, said: Said<K>): Promise<boolean>;
  toAccount<K extends EventOf<'authorizer'>>(account: Receiver, event: K, said: Said<K>): Promise<boolean>;
  /** Whether this event is to arrive before the answer of the call that provokes it; the fault is spent. */
  early(event: keyof Events): boolean;
  /** The real time that pushes carry, in unix seconds. */
  seconds(): number;
};

/** The openid of WeChat's system, which sends audit results. */
export const systemOpenid = 'od1P50M-fNQI5Gcq-trm4a7apsU8';
/** How often a push to the message URL is tried in all, and how long WeChat waits in between, in milliseconds. */
const messageTries = 3;
const betweenTries = 500;

/** Makes the pushes; faults are told by WeChat's name of the event. */
export const createPushes = (deps: {
  readonly send: SendCallback;
  readonly faults: FaultPlan<EventFault>;
  readonly records: Pick<Records, 'push'>;
  readonly componentAppid: string;
  readonly seconds: () => number;
  readonly log: (entry: object) => void;
}): Pushes => {
  const { send, faults, records, componentAppid, seconds, log } = deps;

  const attempt = async (spec: EventSpec, callback: Callback): Promise<boolean> => {
    const tries = spec.channel === 'authorizer' ? messageTries : 1;
    for (let made = 1; ; made += 1) {
      const reply = await send(callback);
      log({ push: spec.name, status: reply.status, accepted: reply.accepted });
      if (reply.accepted || made === tries) return reply.accepted;
      await sleep(betweenTries, undefined, { ref: false });
    }
  };
  const deliver = async (event: keyof Events, callback: Callback, about: { appid?: string; at: number }) => {
    const spec = eventSpecs[event];
    const fault = faults.take([spec.name], ({ kind }) => kind !== 'early');
    // WeChat does not know of a push that got lost.
    if (fault?.kind === 'lose') return true;
    if (fault?.kind === 'late') await sleep(fault.ms, undefined, { ref: false });
    if (fault?.kind === 'double') void attempt(spec, callback);
    const accepted = await attempt(spec, callback);
    records.push({ event, ...about, accepted });
    return accepted;
  };

  return {
    toPlatform: (event, said) => {
      const at = seconds();
      const head = { AppId: componentAppid, CreateTime: at, InfoType: eventSpecs[event].name };
      const appid =
        'AuthorizerAppid' in said && typeof said.AuthorizerAppid === 'string' ? said.AuthorizerAppid : undefined;
      const callback = { channel: 'component', xml: innerXml({ ...head, ...said }) } as const;
      return deliver(event, callback, { at, ...(appid ? { appid } : {}) });
    },
    toAccount: ({ appid, userName }, event, said) => {
      const at = seconds();
      const head = { ToUserName: userName, FromUserName: systemOpenid, CreateTime: at };
      const xml = innerXml({ ...head, MsgType: 'event', Event: eventSpecs[event].name, ...said });
      return deliver(event, { channel: 'authorizer', appid, userName, openid: systemOpenid, xml }, { appid, at });
    },
    early: (event) => faults.take([eventSpecs[event].name], ({ kind }) => kind === 'early') !== undefined,
    seconds,
  };
};

/** The elements on lines of their own, as WeChat sends them: who trims or compares texts notices. */
const innerXml = (children: Record<string, unknown>): string => {
  const lines = Object.entries(children).map(([name, value]) => buildXml({ [name]: value }).slice(5, -6));
  return `<xml>\n${lines.join('\n')}\n</xml>`;
};
