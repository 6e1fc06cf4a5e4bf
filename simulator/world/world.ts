import type { SendCallback } from '../callback.ts';
import { createClock } from '../clock.ts';
import { type CallFault, createFaultPlan, type EventFault } from '../faults.ts';
import { createPeople } from '../people.ts';
import { createPushes } from '../push.ts';
import { createRecords } from '../records.ts';
import { createTickets } from '../tickets.ts';
import { createAccessTokens } from './access-tokens.ts';
import type { Account } from './accounts.ts';
import { createAdminConsents } from './admin-consents.ts';
import { createAlarms } from './alarms.ts';
import { createApiQuota } from './api-quota.ts';
import { createAuditQuota } from './audit-quota.ts';
import { createAudits } from './audits.ts';
import { createAuthorizations } from './authorizations.ts';
import { createBars } from './bars.ts';
import { createCategories } from './categories.ts';
import { createCloud } from './cloud.ts';
import { createConversions } from './conversions.ts';
import { createEmbeddings } from './embeddings.ts';
import { createFailedCalls } from './failed-calls.ts';
import { createHosts } from './hosts.ts';
import { createLiveApplications } from './live.ts';
import { createMiniProgramLinks } from './mini-program-links.ts';
import { createNames } from './names.ts';
import { createOpenAccounts } from './open-accounts.ts';
import { createOrderPathReviews } from './order-paths.ts';
import { createPlatform } from './platform.ts';
import { createPlatformDomains } from './platform-domains.ts';
import { createPlugins } from './plugins.ts';
import { createPrivacyReviews } from './privacy-interfaces.ts';
import { createRegistrations } from './registrations.ts';
import { createSubjectLoans } from './subject-loans.ts';
import { createTemplateLibrary } from './templates.ts';
import { createTrials } from './trials.ts';
import { createUsers } from './users.ts';
import { createVerifying } from './verifying.ts';
import { createInspection } from './violations.ts';
import { createWeather } from './weather.ts';

/** The state of the simulated WeChat. */
export type World = ReturnType<typeof createWorld>;

/** What a world is made of. */
export type WorldOptions = {
  readonly componentAppid: string;
  readonly componentSecret: string;
  /** How long the privacy detection of a commit takes at first, in milliseconds of the clock. */
  readonly detection: number;
  /** The hosts that may call (白名单IP) at first; all unless told. */
  readonly ipAllowList?: readonly string[];
  /** Any where it is absent. */
  readonly authorizationDomain?: string;
  readonly send: SendCallback;
  /** The real time in unix seconds. */
  readonly seconds: () => number;
  readonly log: (entry: object) => void;
};

/** Makes the default world: a platform with three templates and nobody who has authorized it. */
export const createWorld = (options: WorldOptions) => {
  const { componentAppid, componentSecret, detection, authorizationDomain: domain, send, seconds, log } = options;
  const clock = createClock();
  const alarms = createAlarms(clock);
  const records = createRecords();
  const people = createPeople();
  const callFaults = createFaultPlan<CallFault>();
  const eventFaults = createFaultPlan<EventFault>();
  const weather = createWeather();
  const pushes = createPushes({ send, faults: eventFaults, records, componentAppid, seconds, log });
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
    weather,
    records,
  };
  const atFirst = {
    /** The provider's share of the ad income of all accounts, in percent. */
    adShare: 50,
    /** How long the privacy detection of a commit takes, in milliseconds of the clock. */
    detection,
    /** The hosts that may call (白名单IP); all where there is none. */
    ipAllowList: options.ipAllowList,
  };
  const world = {
    clock,
    platform,
    tickets,
    tokens,
    people,
    send,
    ...parts,
    ...atFirst,
    /** Back to the default world. The platform's ticket, tokens and secrets stay, and the clock does not go back. */
    reset: (): void => {
      for (const person of Object.values(people)) person.clear();
      for (const part of Object.values(parts)) if (mayBeCleared(part)) part.clear();
      Object.assign(world, atFirst);
      clock.setSpeed(1);
    },
  };
  return world;
};

/** What has a state of its own beside that of the accounts. */
const mayBeCleared = (part: object): part is { clear(): void } => 'clear' in part;
