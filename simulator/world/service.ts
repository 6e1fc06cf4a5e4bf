import type { Clock, Instant } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';

/** Whether users can open the account, and with which base library (基础库). */
export type Service = {
  /** Suspended by its owner. */
  closed: boolean;
  /** Suspended by WeChat for a violation until then. */
  suspendedUntil: Instant;
  /** The lowest base library that users need. */
  lowestLibrary: string;
};

/** The published base libraries, the oldest first, and the part of the users that have each, in percent. */
export const libraries = [
  { version: '2.32.3', percentage: 4.2 },
  { version: '3.0.0', percentage: 11.3 },
  { version: '3.6.6', percentage: 84.5 },
] as const;

/** The service of a new account. */
export const openService = (): Service => ({ closed: false, suspendedUntil: 0, lowestLibrary: '2.32.3' });

/** 1 the service runs, 0 it is suspended. */
export const visitStatusOf = ({ service }: Account, clock: Clock): 0 | 1 =>
  service.closed || clock.now() < service.suspendedUntil ? 0 : 1;

/** The owner suspends the service or takes it up again. Refuses: 85021 nothing is online, or WeChat suspended it. */
export const switchService = ({ service, code }: Account, open: boolean, clock: Clock): void => {
  if (code.released.length === 0 || clock.now() < service.suspendedUntil) throw new Refusal(85021);
  service.closed = !open;
};

/** Sets the lowest base library. Refuses: 85015 not written like 2.32.3, 89014 never published. */
export const setLowestLibrary = ({ service }: Account, version: string): void => {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Refusal(85015);
  if (!libraries.some((library) => library.version === version)) throw new Refusal(89014);
  service.lowestLibrary = version;
};
