import { chinaMonth, within } from '../china-time.ts';
import type { Clock, Instant } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import {
  type AccountDomains,
  eachType,
  faultOf,
  isRegisteredBusiness,
  isRegisteredServer,
  type ServerDomains,
  type ServerType,
  serverTypes,
} from './account-domains.ts';
import { isPersonal } from './account-settings.ts';
import type { Account } from './accounts.ts';
import { type Hosts, hostOf, lacksIcp } from './hosts.ts';
import { type Change, changed, type PlatformDomains } from './platform-domains.ts';

/** What changes of domains look at. */
export type DomainWorld = {
  readonly clock: Clock;
  readonly hosts: Hosts;
  readonly platformDomains: PlatformDomains;
};

/** Domains of some types, as a call names them. */
export type NamedDomains = { readonly [T in ServerType]?: readonly string[] | undefined };

const mostOfAType = 200;
const mostInAll = 1000;
const changesAMonth = 50;
const mostBusinessDomains = 300;
const mostPrefetched = 5;

/** Which domains of a call were left out, and why. */
export type LeftOut = { readonly invalid: ServerDomains; readonly withoutIcp: readonly string[] };

/**
 * Changes server domains that the platform has registered (方式一). What breaks the rules or lacks an ICP filing is left
 * out. Refuses: 85301 to 85303 where nothing else is left, 85018 not registered, 85017 nothing changes, 85016 too many,
 * 86102 the month's 50 changes are used.
 */
export const changeServerDomains = (
  account: Account,
  how: Change,
  named: NamedDomains,
  world: DomainWorld,
): LeftOut => {
  const { domains } = account;
  const faulty = (type: ServerType) => (domain: string) => how !== 'delete' && faultOf(domain, type, world.hosts);
  const all = (type: ServerType) => named[type] ?? [];
  const taken = eachType((type) => all(type).filter((domain) => !faulty(type)(domain)));
  const invalid = eachType((type) =>
    all(type).filter((domain) => ['form', 'reserved'].includes(faulty(type)(domain) || '')),
  );
  const withoutIcp = serverTypes.flatMap((type) => all(type).filter((domain) => faulty(type)(domain) === 'icp'));
  refuseIfNothingLeft(count(taken), count(invalid), withoutIcp.length);
  const unregistered = (type: ServerType) =>
    taken[type].some((domain) => !isRegisteredServer(world.platformDomains, domain, type));
  if (how !== 'delete' && serverTypes.some(unregistered)) throw new Refusal(85018);
  const next = eachType((type) => changed(domains.third.server[type], how, taken[type]));
  const same = sameDomains(next, domains.third.server);
  if (same && how !== 'set') throw new Refusal(85017);
  if (!same) {
    spendChange(domains, next, world.clock);
    domains.third = { ...domains.third, server: next };
  }
  return { invalid, withoutIcp };
};

/**
 * Changes server domains that need no registration (方式二). Refuses: 86100 malformed, 86101 api.weixin.qq.com, 45082 no
 * ICP filing, 85016 too many, 86102 the month's 50 changes are used.
 */
export const changeServerDomainsDirectly = (
  account: Account,
  how: Change,
  named: NamedDomains,
  world: DomainWorld,
): void => {
  const { domains } = account;
  const faults = serverTypes.flatMap((type) =>
    (named[type] ?? []).map((domain) => (how === 'delete' ? undefined : faultOf(domain, type, world.hosts))),
  );
  if (faults.includes('form')) throw new Refusal(86100);
  if (faults.includes('reserved')) throw new Refusal(86101);
  if (faults.includes('icp')) throw new Refusal(45082);
  const next = eachType((type) => changed(domains.direct.server[type], how, named[type] ?? []));
  if (sameDomains(next, domains.direct.server)) return;
  spendChange(domains, next, world.clock);
  domains.direct = { ...domains.direct, server: next };
};

const refuseIfNothingLeft = (taken: number, invalid: number, withoutIcp: number) => {
  if (taken > 0 || invalid + withoutIcp === 0) return;
  if (withoutIcp === 0) throw new Refusal(85301);
  throw new Refusal(invalid === 0 ? 85302 : 85303);
};

const count = (domains: ServerDomains) => serverTypes.reduce((sum, type) => sum + domains[type].length, 0);

const sameDomains = (one: ServerDomains, other: ServerDomains) =>
  serverTypes.every((type) => sameList(one[type], other[type]));
const sameList = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((item) => other.includes(item));

const spendChange = ({ changes }: AccountDomains, next: ServerDomains, clock: Clock) => {
  if (serverTypes.some((type) => next[type].length > mostOfAType) || count(next) > mostInAll) throw new Refusal(85016);
  spend(changes, 86102, clock);
};

const spend = (changes: Instant[], errcode: number, clock: Clock) => {
  if (within(chinaMonth, changes, clock.now()).length >= changesAMonth) throw new Refusal(errcode);
  changes.push(clock.now());
};

/** What an account may have no business domains for. Refuses: 89231 personal. */
export const refuseBusinessDomains = (account: Account): void => {
  if (isPersonal(account)) throw new Refusal(89231);
};

/**
 * Changes business domains that the platform has registered (方式一). Refuses: 89231 personal, 89020 the platform has
 * none, 89021 neither registered nor below one, or malformed, 89029 more than 300, 89019 nothing changes.
 */
export const changeBusinessDomains = (
  account: Account,
  how: Change,
  named: readonly string[],
  { platformDomains }: DomainWorld,
): readonly string[] => {
  refuseBusinessDomains(account);
  if (how !== 'delete') {
    if (platformDomains.jump.published.length === 0) throw new Refusal(89020);
    const registered = named.every((domain) => isLink(domain) && isRegisteredBusiness(platformDomains, domain));
    if (!registered) throw new Refusal(89021);
  }
  return changeBusinessOf(account.domains, 'third', how, named);
};

/**
 * Changes business domains that need no registration (方式二). Refuses: 89231 personal, 40097 malformed or without the
 * account's confirm file, 89029 more than 300, 89019 nothing changes.
 */
export const changeBusinessDomainsDirectly = (
  account: Account,
  how: Change,
  named: readonly string[],
  { hosts }: DomainWorld,
): readonly string[] => {
  refuseBusinessDomains(account);
  const serves = (domain: string) => !hosts.withoutConfirmFile.has(hostOf(domain, 'https')?.host ?? '');
  if (how !== 'delete' && !named.every((domain) => isLink(domain) && serves(domain))) throw new Refusal(40097);
  return changeBusinessOf(account.domains, 'direct', how, named);
};

/** Whether a business domain has its scheme and no port. */
const isLink = (domain: string) => hostOf(domain, 'https')?.port === false;

const changeBusinessOf = (domains: AccountDomains, way: 'third' | 'direct', how: Change, named: readonly string[]) => {
  const next = changed(domains[way].business, how, named);
  if (sameList(next, domains[way].business)) throw new Refusal(89019);
  if (next.length > mostBusinessDomains) throw new Refusal(89029);
  domains[way] = { ...domains[way], business: next };
  return next;
};

/** Adds all business domains of the platform, as the call without an action does. Refuses as `changeBusinessDomains`. */
export const addPlatformsBusinessDomains = (account: Account, world: DomainWorld): readonly string[] => {
  const all = world.platformDomains.jump.published.map((host) => `https://${host}`);
  return changeBusinessDomains(account, 'add', all, world);
};

/**
 * Sets the names to look up ahead. Refuses: 9420002 more than 5, 9420001 malformed or without ICP filing, 9420000 the
 * month's 50 changes are used.
 */
export const setPrefetched = ({ domains }: Account, names: readonly string[], { clock, hosts }: DomainWorld): void => {
  if (names.length > mostPrefetched) throw new Refusal(9420002);
  const invalid = names.some((name) => !hostOf(`https://${name}`, 'https') || lacksIcp(hosts, name));
  if (invalid) throw new Refusal(9420001);
  spend(domains.prefetchChanges, 9420000, clock);
  domains.prefetch = [...new Set(names)];
};
