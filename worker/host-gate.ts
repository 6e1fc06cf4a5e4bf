import { hostRefused } from '../messages/failures.ts';
import type { Client } from '../wechat/client.ts';
import { WeChatError, type WeChatFailure } from '../wechat/wechat-error.ts';
import { createSlots, type Slots } from './slots.ts';

/** What keeps this host from its work; `since` in milliseconds since the epoch. */
export type HostRefusal = { readonly since: number; readonly failure: WeChatFailure; readonly why: string };

/** What a gate is made of. */
export type HostGateDeps = {
  /** A cheap call of WeChat. */
  readonly probe: () => Promise<unknown>;
  /** How often it is made while this host is refused, in milliseconds; every 30 s unless told. */
  readonly every?: number;
  /** Told when WeChat refuses this host, and with nothing when it takes calls again. */
  readonly changed?: (refusal: HostRefusal | undefined) => void;
};

/** Whether WeChat takes calls from this host; where it refuses the IP, nothing that may call it is polled for here. */
export type HostGate = {
  /** To be told of WeChat's refusals of this host's IP, by the client that made the call. */
  refused(failure: WeChatFailure): void;
  /** What keeps this host from its work, if anything does. */
  refusal(): HostRefusal | undefined;
  /** Activity slots that are given out only while WeChat takes calls; those of the platform's token also for the probe. */
  slots(count: number, options?: { readonly forProbe?: boolean }): Slots;
  /** Ends its probing. */
  stop(): void;
};

/**
 * A refusal of the IP bars every call from this host and none from others: the tasks stay in their queues for them, while
 * this one tries by itself whether it is let in. Nothing is kept: a host that starts anew finds out with its first call.
 */
export const createHostGate = ({ probe, every = 30_000, changed = () => {} }: HostGateDeps): HostGate => {
  const all: Slots[] = [];
  let refusal: HostRefusal | undefined;
  let probing = false;
  let timer: NodeJS.Timeout | undefined;
  const wake = () => {
    for (const slots of all) slots.wake();
  };
  const look = async () => {
    probing = true;
    wake();
    const admitted = await probe().then(
      () => true,
      // Whatever else WeChat says, it said it to this host.
      (error: unknown) =>
        error instanceof WeChatError && error.failure.kind === 'refused' && error.failure.scope !== 'host',
    );
    probing = false;
    if (!refusal) return;
    if (!admitted) return lookLater();
    refusal = undefined;
    changed(undefined);
    wake();
  };
  const lookLater = () => {
    timer = setTimeout(look, every);
  };
  return {
    refused: (failure) => {
      if (refusal) return;
      refusal = { since: Date.now(), failure, why: hostRefused(failure) };
      changed(refusal);
      lookLater();
    },
    refusal: () => refusal,
    slots: (count, { forProbe = false } = {}) => {
      const slots = createSlots(count, () => refusal === undefined || (forProbe && probing));
      all.push(slots);
      return slots;
    },
    stop: () => {
      refusal = undefined;
      clearTimeout(timer);
    },
  };
};

/** Asks WeChat, in the platform's name, for something that changes nothing and counts against no account. */
export const probeOf =
  (wechat: Client): HostGateDeps['probe'] =>
  () =>
    wechat.getApiQuota({ kind: 'component' }, { cgi_path: '/cgi-bin/openapi/quota/get' });
