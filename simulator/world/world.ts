import type { SendCallback } from '../callback.ts';
import { type Clock, createClock } from '../clock.ts';
import { type CallFault, createFaultPlan, type EventFault, type FaultPlan } from '../faults.ts';
import { createPeople, type People } from '../people.ts';
import { createPushes } from '../push.ts';
import { createRecords, type Records } from '../records.ts';
import { createTickets, type Tickets } from '../tickets.ts';
import { type AccessTokens, createAccessTokens } from './access-tokens.ts';
import type { Account } from './accounts.ts';
import { type AuditQuota, createAuditQuota } from './audit-quota.ts';
import { type Audits, createAudits } from './audits.ts';
import { type Authorizations, createAuthorizations } from './authorizations.ts';
import { createEmbeddings, type Embeddings } from './embeddings.ts';
import { createHosts, type Hosts } from './hosts.ts';
import { createLiveApplications, type LiveApplications } from './live.ts';
import { createOrderPathReviews, type OrderPathReviews } from './order-paths.ts';
import { createPlatform, type Platform } from './platform.ts';
import { createPlatformDomains, type PlatformDomains } from './platform-domains.ts';
import { createPrivacyReviews, type PrivacyReviews } from './privacy-interfaces.ts';
import { createRegistrations, type Registrations } from './registrations.ts';
import { defaultTemplates, type Template } from './templates.ts';

/** The state of the simulated WeChat. */
export type World = {
  readonly clock: Clock;
  /** How long the privacy detection of a commit takes, in milliseconds of the clock. */
  readonly detection: number;
  readonly platform: Platform;
  readonly tickets: Tickets;
  readonly tokens: AccessTokens;
  readonly accounts: Map<string, Account>;
  readonly authorizations: Authorizations;
  readonly registrations: Registrations;
  readonly templates: Map<number, Template>;
  readonly quota: AuditQuota;
  readonly audits: Audits;
  readonly hosts: Hosts;
  readonly platformDomains: PlatformDomains;
  readonly privacyReviews: PrivacyReviews;
  readonly orderPathReviews: OrderPathReviews;
  readonly embeddings: Embeddings;
  readonly liveApplications: LiveApplications;
  /** The provider's share of the ad income of all accounts, in percent. */
  adShare: number;
  readonly people: People;
  readonly callFaults: FaultPlan<CallFault>;
  readonly eventFaults: FaultPlan<EventFault>;
  readonly records: Records;
  readonly send: SendCallback;
  /** Back to the default world. The platform's ticket, tokens and secrets stay, and the clock does not go back. */
  reset(): void;
};

/** What a world is made of. */
export type WorldOptions = {
  readonly componentAppid: string;
  readonly componentSecret: string;
  readonly detection: number;
  readonly send: SendCallback;
  /** The real time in unix seconds. */
  readonly seconds: () => number;
  readonly log: (entry: object) => void;
};

const defaultAdShare = 50;

/** Makes the default world: a platform with three templates and nobody who has authorized it. */
export const createWorld = (options: WorldOptions): World => {
  const { componentAppid, componentSecret, detection, send, seconds, log } = options;
  const clock = createClock();
  const records = createRecords();
  const people = createPeople();
  const callFaults = createFaultPlan<CallFault>();
  const eventFaults = createFaultPlan<EventFault>();
  const pushes = createPushes({ send, faults: eventFaults, componentAppid, seconds, log });
  const platform = createPlatform({ appid: componentAppid, secret: componentSecret }, clock, records);
  const tickets = createTickets(platform, pushes, clock);
  const tokens = createAccessTokens(clock, records);
  const accounts = new Map<string, Account>();
  const authorizations = createAuthorizations({ clock, records, tokens, pushes });
  const registrations = createRegistrations({
    clock,
    legalPerson: people.legalPerson,
    pushes,
    authorizations,
    open: (account) => accounts.set(account.appid, account),
  });
  const quota = createAuditQuota(clock);
  const audits = createAudits({ clock, quota, auditor: people.auditor, pushes });

  const hosts = createHosts();
  const platformDomains = createPlatformDomains(clock, hosts);
  const privacyReviews = createPrivacyReviews({ clock, reviewer: people.privacyReviewer, pushes });
  const embeddings = createEmbeddings({ clock, accounts, admin: people.admin });

  const world: World = {
    clock,
    detection,
    platform,
    tickets,
    tokens,
    accounts,
    authorizations,
    registrations,
    templates: defaultTemplates(),
    quota,
    audits,
    hosts,
    platformDomains,
    privacyReviews,
    orderPathReviews: createOrderPathReviews({ clock, accounts, reviewer: people.orderPathReviewer, pushes }),
    embeddings,
    liveApplications: createLiveApplications({ clock, admin: people.admin, pushes }),
    adShare: defaultAdShare,
    people,
    callFaults,
    eventFaults,
    records,
    send,
    reset: () => {
      for (const person of Object.values(people)) person.clear();
      for (const part of [accounts, authorizations, registrations, quota, callFaults, eventFaults, records])
        part.clear();
      for (const part of [hosts, platformDomains, privacyReviews, embeddings]) part.clear();
      world.adShare = defaultAdShare;
      clock.setSpeed(1);
    },
  };
  return world;
};
