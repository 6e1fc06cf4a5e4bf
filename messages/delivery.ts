import { defineSignal } from '@temporalio/workflow';
import type { PayloadOf } from '../wechat/event.ts';
import type * as events from '../wechat/events/index.ts';
import type { Sealed } from './sealed.ts';

/** All declared events. */
export type Events = typeof events;
/** The name of a declared event: the key of its declaration. */
export type EventName = keyof Events;

/** What of `S` lies below a field. */
type Below<F, S> = S extends `${F & string}.${infer Rest}` ? Rest : never;
/** Fields of which those that `S` names are sealed. */
type Sealing<P, S> = {
  [F in keyof P]: F extends S
    ? Sealed | Extract<P[F], undefined>
    : [Below<F, S>] extends [never]
      ? P[F]
      : Sealing<P[F], Below<F, S>>;
};

/** An event's payload with its secret fields sealed. */
export type SealedPayload<K extends EventName> = Sealing<PayloadOf<Events[K]>, Events[K]['secrets'][number]>;

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
