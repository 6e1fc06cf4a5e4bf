import { setHandler } from '@temporalio/workflow';
import { type Delivery, type EventName, eventSignal } from '../messages/delivery.ts';

/** Pushes that arrived for this process: each kept once, however often WeChat sent it. */
export type Hints<K extends EventName = EventName> = { readonly received: readonly Delivery<K>[] };

/** Listens for pushes. Handlers only record; call it before the first await. */
export const listenFor = <K extends EventName>(...names: K[]): Hints<K> => {
  const received: Delivery<K>[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    setHandler(eventSignal(name), (delivery: Delivery<K>) => {
      if (seen.has(delivery.key)) return;
      seen.add(delivery.key);
      received.push(delivery);
    });
  }
  return { received };
};
