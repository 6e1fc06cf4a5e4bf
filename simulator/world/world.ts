import type { SendCallback } from '../callback.ts';
import { type Clock, createClock } from '../clock.ts';
import { type CallFault, createFaultPlan, type EventFault, type FaultPlan } from '../faults.ts';
import { createPeople, type People } from '../people.ts';
import { createPushes } from '../push.ts';
import { createRecords, type Records } from '../records.ts';
import { createTickets, type Tickets } from '../tickets.ts';
import { type AccessTokens, createAccessTokens } from './access-tokens.ts';
import type { Account } from './accounts.ts';
import { type AdminConsents, createAdminConsents } from './admin-consents.ts';
import { type AuditQuota, createAuditQuota } from './audit-quota.ts';
import { type Audits, createAudits } from './audits.ts';
import { type Authorizations, createAuthorizations } from './authorizations.ts';
import { type Conversions, createConversions } from './conversions.ts';
import { createPlatform, type Platform } from './platform.ts';
import { createRegistrations, type Registrations } from './registrations.ts';
import { createSubjectLoans, type SubjectLoans } from './subject-loans.ts';
import { defaultTemplates, type Template } from './templates.ts';
import { createTrials, type Trials } from './trials.ts';

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
  readonly trials: Trials;
  readonly conversions: Conversions;
  readonly loans: SubjectLoans;
  readonly consents: AdminConsents;
  readonly templates: Map<number, Template>;
  readonly quota: AuditQuota;
  readonly audits: Audits;
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
  /** Any where it is absent. */
  readonly authorizationDomain?: string;
  readonly send: SendCallback;
  /** The real time in unix seconds. */
  readonly seconds: () => number;
  readonly log: (entry: object) => void;
};

/** Makes the default world: a platform with three templates and nobody who has authorized it. */
export const createWorld = (options: WorldOptions): World => {
  const { componentAppid, componentSecret, detection, authorizationDomain: domain, send, seconds, log } = options;
  const clock = createClock();
  const records = createRecords();
  const people = createPeople();
  const callFaults = createFaultPlan<CallFault>();
  const eventFaults = createFaultPlan<EventFault>();
  const pushes = createPushes({ send, faults: eventFaults, componentAppid, seconds, log });
  const platform = createPlatform(
    { appid: componentAppid, secret: componentSecret, ...(domain === undefined ? {} : { domain }) },
    clock,
    records,
  );
  const tickets = createTickets(platform, pushes, clock);
  const tokens = createAccessTokens(clock, records);
  const accounts = new Map<string, Account>();
  const authorizations = createAuthorizations({ clock, records, tokens, pushes });
  const registrations = createRegistrations({ clock, people, pushes, authorizations, accounts });
  const trials = createTrials({ clock, user: people.user, pushes, authorizations, accounts });
  const conversions = createConversions({ clock, people, pushes });
  const loans = createSubjectLoans({ clock, admin: people.admin, pushes, records });
  const consents = createAdminConsents({ clock, records, authorizations, accounts });
  const quota = createAuditQuota(clock);
  const audits = createAudits({ clock, quota, auditor: people.auditor, pushes });

  return {
    clock,
    detection,
    platform,
    tickets,
    tokens,
    accounts,
    authorizations,
    registrations,
    trials,
    conversions,
    loans,
    consents,
    templates: defaultTemplates(),
    quota,
    audits,
    people,
    callFaults,
    eventFaults,
    records,
    send,
    reset: () => {
      for (const person of Object.values(people)) person.clear();
      const parts = [
        ...[accounts, authorizations, registrations, trials, conversions, loans, consents],
        ...[quota, callFaults, eventFaults, records],
      ];
      for (const part of parts) part.clear();
      clock.setSpeed(1);
    },
  };
};
