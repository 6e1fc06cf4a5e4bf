import { setTimeout as sleep } from 'node:timers/promises';
import { eachOf } from '../each-of.ts';
import type { Connections } from './connections.ts';
import type { Push } from './pushes.ts';

/** A push that was sent: when it was due, and when it was answered, in milliseconds since the epoch. */
export type Sent = { readonly id: string; readonly due: number; readonly answered: number };

/** The time of this machine, finer than `Date.now`. */
export const now = (): number => performance.timeOrigin + performance.now();

/**
 * Sends at a constant rate, whatever the answers take (open loop): who falls behind is not spared, because latencies
 * count from when a push was due.
 */
export const sendAtRate = async (
  connections: Connections,
  pushes: readonly Push[],
  perSecond: number,
): Promise<readonly Sent[]> => {
  const begun = now();
  const dueOf = (index: number) => begun + (index * 1_000) / perSecond;
  const sending: Promise<Sent>[] = [];
  while (sending.length < pushes.length) {
    for (let push = pushes[sending.length]; push && dueOf(sending.length) <= now(); push = pushes[sending.length]) {
      sending.push(send(connections, push, dueOf(sending.length)));
    }
    await sleep(1);
  }
  return Promise.all(sending);
};

/** Sends as fast as the connections take it; each is due when its connection is free. */
export const sendAll = async (
  connections: Connections,
  pushes: readonly Push[],
  atOnce: number,
): Promise<readonly Sent[]> => {
  const all: Sent[] = [];
  await eachOf(pushes, atOnce, async (push) => {
    all.push(await send(connections, push, now()));
  });
  return all;
};

const send = async (connections: Connections, { id, request }: Push, due: number): Promise<Sent> => {
  const { status, body } = await connections.send(request);
  if (status !== 200 || body !== 'success') throw new Error(`A push was answered ${status} ${body}.`);
  return { id, due, answered: now() };
};
