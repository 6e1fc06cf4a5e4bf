import { randomBytes } from 'node:crypto';
import type { Clock, Instant } from '../clock.ts';
import type { Records } from '../records.ts';
import { Refusal } from '../refusal.ts';

/** How long a ticket is good for, in milliseconds. */
const ticketLife = 12 * 3_600_000;
/** How long a pre-authorization code lives, in seconds. */
export const preAuthCodeLife = 1800;

/** The third-party platform (第三方平台): its secret, its tickets and its pre-authorization codes. */
export type Platform = {
  readonly appid: string;
  newTicket(): string;
  newPreAuthCode(): string;
  /** Refuses another secret: 40125. */
  checkSecret(secret: string): void;
  /** Refuses a ticket: 61006 unknown, 61005 older than 12 h. */
  checkTicket(ticket: string): void;
};

/** Makes the platform. */
export const createPlatform = (
  identity: { readonly appid: string; readonly secret: string },
  clock: Clock,
  records: Records,
): Platform => {
  records.secret('component-secret', identity.secret);
  const tickets = new Map<string, Instant>();
  return {
    appid: identity.appid,
    newTicket: () => {
      const ticket = records.secret('ticket', `ticket@@@${randomBytes(48).toString('base64url')}`);
      tickets.set(ticket, clock.now() + ticketLife);
      return ticket;
    },
    newPreAuthCode: () => records.secret('pre-auth-code', `preauthcode@@@${randomBytes(48).toString('base64url')}`),
    checkSecret: (secret) => {
      if (secret !== identity.secret) throw new Refusal(40125);
    },
    checkTicket: (ticket) => {
      const expiresAt = tickets.get(ticket);
      if (expiresAt === undefined) throw new Refusal(61006);
      if (expiresAt <= clock.now()) throw new Refusal(61005);
    },
  };
};
