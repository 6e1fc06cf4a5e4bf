import { defineSignal } from '@temporalio/workflow';
import type { PayloadOf } from '../wechat/event.ts';
import type * as events from '../wechat/events/index.ts';
import type { Sealed } from './sealed.ts';

/** All declared events. */
export type Events = typeof events;
/** The name of a declared event: the key of its declaration. */
export type EventName = keyof Events;

/** An event's payload with its secret fields sealed. */
export type SealedPayload<K extends EventName> = {
  [F in keyof PayloadOf<Events[K]>]: F extends Events[K]['secrets'][number]
    ? Sealed | Extract<PayloadOf<Events[K]>[F], undefined>
    : PayloadOf<Events[K]>[F];
};

/** A verified, parsed and sealed push on its way to a workflow. */
export type Delivery<K extends EventName = EventName> = {
  readonly event: K;
  /** Equal for two pushes of the same thing; the receiver drops the second. */
  readonly key: string;
  /** When WeChat made it, unix seconds. */
  readonly createTime: number;
  /** The account it is about where it names one. */
  readonly appid?: string;
  readonly payload: SealedPayload<K>;
};

/** The signal by which a declared event reaches workflows. */
export const eventSignal = <K extends EventName>(event: K) => defineSignal<[Delivery<K>]>(event);
