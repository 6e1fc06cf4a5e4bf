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
import { type Alarms, createAlarms } from './alarms.ts';
import { type ApiQuota, createApiQuota } from './api-quota.ts';
import { type AuditQuota, createAuditQuota } from './audit-quota.ts';
import { type Audits, createAudits } from './audits.ts';
import { type Authorizations, createAuthorizations } from './authorizations.ts';
import { type Bars, createBars } from './bars.ts';
import { type Categories, createCategories } from './categories.ts';
import { type Cloud, createCloud } from './cloud.ts';
import { type Conversions, createConversions } from './conversions.ts';
import { createEmbeddings, type Embeddings } from './embeddings.ts';
import { createFailedCalls, type FailedCalls } from './failed-calls.ts';
import { createHosts, type Hosts } from './hosts.ts';
import { createLiveApplications, type LiveApplications } from './live.ts';
import { createMiniProgramLinks, type MiniProgramLinks } from './mini-program-links.ts';
import { createNames, type Names } from './names.ts';
import { createOpenAccounts, type OpenAccounts } from './open-accounts.ts';
import { createOrderPathReviews, type OrderPathReviews } from './order-paths.ts';
import { createPlatform, type Platform } from './platform.ts';
import { createPlatformDomains, type PlatformDomains } from './platform-domains.ts';
import { createPlugins, type Plugins } from './plugins.ts';
import { createPrivacyReviews, type PrivacyReviews } from './privacy-interfaces.ts';
import { createRegistrations, type Registrations } from './registrations.ts';
import { createSubjectLoans, type SubjectLoans } from './subject-loans.ts';
import { createTemplateLibrary, type TemplateLibrary } from './templates.ts';
import { createTrials, type Trials } from './trials.ts';
import { createUsers, type Users } from './users.ts';
import { createVerifying, type Verifying } from './verifying.ts';
import { createInspection, type Inspection } from './violations.ts';

/** The state of the simulated WeChat. */
export type World = {
  readonly clock: Clock;
  readonly alarms: Alarms;
  /** How long the privacy detection of a commit takes, in milliseconds of the clock. */
  readonly detection: number;
  readonly platform: Platform;
  readonly tickets: Tickets;
  readonly tokens: AccessTokens;
  readonly accounts: Map<string, Account>;
  readonly authorizations: Authorizations;
  readonly registrations: Registrations;
  readonly library: TemplateLibrary;
  readonly trials: Trials;
  readonly conversions: Conversions;
  readonly loans: SubjectLoans;
  readonly consents: AdminConsents;
  readonly quota: AuditQuota;
  readonly apiQuota: ApiQuota;
  readonly failedCalls: FailedCalls;
  readonly cloud: Cloud;
  readonly openAccounts: OpenAccounts;
  readonly users: Users;
  readonly links: MiniProgramLinks;
  readonly bars: Bars;
  readonly inspection: Inspection;
  readonly audits: Audits;
  readonly names: Names;
  readonly categories: Categories;
  readonly plugins: Plugins;
  readonly verifying: Verifying;
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
  /** Any where it is absent. */
  readonly authorizationDomain?: string;
  readonly send: SendCallback;
  /** The real time in unix seconds. */
  readonly seconds: () => number;
  readonly log: (entry: object) => void;
};

const defaultAdShare = 50;

/** Makes the default world: a platform with three templates and nobody who has authorized it. */
export const createWorld = (options: WorldOptions): World => {
  const { componentAppid, componentSecret, detection, authorizationDomain: domain, send, seconds, log } = options;
  const clock = createClock();
  const alarms = createAlarms(clock);
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
  const registrations = createRegistrations({ clock, alarms, people, pushes, authorizations, accounts });
  const trials = createTrials({ alarms, user: people.user, pushes, authorizations, accounts });
  const conversions = createConversions({ clock, alarms, people, pushes });
  const links = createMiniProgramLinks(clock, people.admin);
  const loans = createSubjectLoans({ clock, alarms, admin: people.admin, pushes, records, links });
  const consents = createAdminConsents({ clock, records, authorizations, accounts, links });
  const quota = createAuditQuota(clock);
  const apiQuota = createApiQuota(clock);
  const failedCalls = createFailedCalls(clock);
  const cloud = createCloud(componentAppid, records);
  const openAccounts = createOpenAccounts();
  const users = createUsers({ clock, records, openAccounts });
  const names = createNames({ clock, nameAuditor: people.nameAuditor, pushes, accounts });
  const categories = createCategories({ clock, categoryAuditor: people.categoryAuditor, pushes });
  const plugins = createPlugins({ developer: people.pluginDeveloper });
  const bars = createBars();
  const audits = createAudits({ clock, quota, bars, auditor: people.auditor, pushes });
  const library = createTemplateLibrary(clock);
  const inspection = createInspection({ clock, pushes });
  const verifying = createVerifying({ clock, alarms, people, pushes });

  const hosts = createHosts();
  const platformDomains = createPlatformDomains(clock, hosts);
  const privacyReviews = createPrivacyReviews({ clock, reviewer: people.privacyReviewer, pushes });
  const embeddings = createEmbeddings({ clock, alarms, accounts, admin: people.admin });

  const orderPathReviews = createOrderPathReviews({ clock, accounts, reviewer: people.orderPathReviewer, pushes });
  const liveApplications = createLiveApplications({ clock, alarms, admin: people.admin, pushes });

  const parts = {
    alarms,
    accounts,
    authorizations,
    registrations,
    trials,
    conversions,
    loans,
    consents,
    library,
    quota,
    apiQuota,
    failedCalls,
    cloud,
    openAccounts,
    users,
    links,
    bars,
    inspection,
    audits,
    names,
    categories,
    plugins,
    verifying,
    hosts,
    platformDomains,
    privacyReviews,
    orderPathReviews,
    embeddings,
    liveApplications,
    callFaults,
    eventFaults,
    records,
  };
  const world: World = {
    clock,
    detection,
    platform,
    tickets,
    tokens,
    people,
    send,
    adShare: defaultAdShare,
    ...parts,
    reset: () => {
      for (const person of Object.values(people)) person.clear();
      for (const part of Object.values(parts)) if (mayBeCleared(part)) part.clear();
      world.adShare = defaultAdShare;
      clock.setSpeed(1);
    },
  };
  return world;
};

/** What has a state of its own beside that of the accounts. */
const mayBeCleared = (part: object): part is { clear(): void } => 'clear' in part;
