import { randomBytes } from 'node:crypto';
import { type Clock, hour, type Instant } from '../clock.ts';
import type { Records } from '../records.ts';
import { Refusal } from '../refusal.ts';

/** How long a ticket is good for, in milliseconds. */
const ticketLife = 12 * hour;
/** How long a pre-authorization code lives, in seconds. */
export const preAuthCodeLife = 1800;

/** The third-party platform (第三方平台): its secret, its tickets and its pre-authorization codes. */
export type Platform = {
  readonly appid: string;
  /** Whether a host is its registered domain (登录授权的发起页域名); all are where none is known. */
  trusts(host: string): boolean;
  newTicket(): string;
  newPreAuthCode(): string;
  /** What a pre-authorization code is good for: nothing once it is used, or older than 1,800 s. */
  preAuthCodeIs(code: string): 'good' | 'expired' | 'used' | 'unknown';
  usePreAuthCode(code: string): void;
  /** Refuses another secret: 40125. */
  checkSecret(secret: string): void;
  /** Refuses a ticket: 61006 unknown, 61005 older than 12 h. */
  checkTicket(ticket: string): void;
};

/** Makes the platform. */
export const createPlatform = (
  identity: { readonly appid: string; readonly secret: string; readonly domain?: string },
  clock: Clock,
  records: Records,
): Platform => {
  records.secret('component-secret', identity.secret);
  const tickets = new Map<string, Instant>();
  const preAuthCodes = new Map<string, { readonly expiresAt: Instant; used: boolean }>();
  return {
    appid: identity.appid,
    trusts: (host) => identity.domain === undefined || identity.domain === host,
    newTicket: () => {
      const ticket = records.secret('ticket', `ticket@@@${randomBytes(48).toString('base64url')}`);
      tickets.set(ticket, clock.now() + ticketLife);
      return ticket;
    },
    newPreAuthCode: () => {
      const code = records.secret('pre-auth-code', `preauthcode@@@${randomBytes(48).toString('base64url')}`);
      preAuthCodes.set(code, { expiresAt: clock.now() + preAuthCodeLife * 1000, used: false });
      return code;
    },
    preAuthCodeIs: (code) => {
      const entry = preAuthCodes.get(code);
      if (!entry) return 'unknown';
      if (entry.used) return 'used';
      return entry.expiresAt <= clock.now() ? 'expired' : 'good';
    },
    usePreAuthCode: (code) => {
      const entry = preAuthCodes.get(code);
      if (entry) entry.used = true;
    },
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
