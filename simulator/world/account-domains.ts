import type { Instant } from '../clock.ts';
import { type Hosts, hostOf, isWithin, lacksIcp, reservedHost } from './hosts.ts';
import type { PlatformDomains } from './platform-domains.ts';

/** The types of server domains, each with its scheme. */
export const serverSchemes = {
  requestdomain: 'https',
  wsrequestdomain: 'wss',
  uploaddomain: 'https',
  downloaddomain: 'https',
  udpdomain: 'udp',
  tcpdomain: 'tcp',
} as const;

/** A type of server domain. */
export type ServerType = keyof typeof serverSchemes;
/** All types; what is listed by name there is named so here. */
export const serverTypes = Object.keys(serverSchemes) as ServerType[];

/** Server domains by type. */
export type ServerDomains = Readonly<Record<ServerType, readonly string[]>>;
/** Server and business domains from one source. */
export type DomainSet = { server: ServerDomains; business: readonly string[] };

/** The domains of one account, by where they were set. */
export type AccountDomains = {
  /** By the merchant in mp.weixin.qq.com; gone after a release through the platform unless it registered them. */
  own: DomainSet;
  /** 方式一: registered in the platform. */
  third: DomainSet;
  /** 方式二: directly; they hold after a release. */
  direct: DomainSet;
  /** Those set directly as of the last release. */
  directInForce: DomainSet;
  /** Names to look up ahead. */
  prefetch: readonly string[];
  /** When server domains and names to look up were changed. */
  readonly changes: Instant[];
  readonly prefetchChanges: Instant[];
};

/** The lists of all types, made one by one. */
export const eachType = (make: (type: ServerType) => readonly string[]): ServerDomains =>
  // All types are there, which `fromEntries` can't say.
  Object.fromEntries(serverTypes.map((type) => [type, make(type)])) as ServerDomains;

/** No server domain of any type. */
export const noServerDomains = eachType(() => []);
const noDomains = (): DomainSet => ({ server: noServerDomains, business: [] });

/** An account without domains. */
export const newAccountDomains = (): AccountDomains => ({
  own: noDomains(),
  third: noDomains(),
  direct: noDomains(),
  directInForce: noDomains(),
  prefetch: [],
  changes: [],
  prefetchChanges: [],
});

/** Whether the platform has registered this server domain: the very host, whatever the port. */
export const isRegisteredServer = (platform: PlatformDomains, domain: string, type: ServerType): boolean =>
  platform.server.published.includes(hostOf(domain, serverSchemes[type])?.host ?? '');

/** Whether the platform has registered this business domain or one above it. */
export const isRegisteredBusiness = (platform: PlatformDomains, domain: string): boolean => {
  const { host = '' } = hostOf(domain, 'https') ?? {};
  return platform.jump.published.some((above) => isWithin(host, above));
};

/** What is wrong with a server domain; `undefined` where nothing is. */
export const faultOf = (domain: string, type: ServerType, hosts: Hosts): 'form' | 'reserved' | 'icp' | undefined => {
  const named = hostOf(domain, serverSchemes[type]);
  if (!named) return 'form';
  if (named.host === reservedHost) return 'reserved';
  return lacksIcp(hosts, named.host) ? 'icp' : undefined;
};

const joined = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())];

/** What will hold after a release: of the merchant's own and 方式一 what the platform has registered, and 方式二. */
export const effectiveAfterRelease = (
  { own, third, direct }: AccountDomains,
  platform: PlatformDomains,
): DomainSet => ({
  server: eachType((type) => {
    const registered = (domain: string) => isRegisteredServer(platform, domain, type);
    return joined(own.server[type].filter(registered), third.server[type].filter(registered), direct.server[type]);
  }),
  business: joined(
    [...own.business, ...third.business].filter((domain) => isRegisteredBusiness(platform, domain)),
    direct.business,
  ),
});

/** What holds in the online version now: the merchant's own and 方式一 at once, 方式二 as of the last release. */
export const inForce = ({ own, third, directInForce }: AccountDomains): DomainSet => ({
  server: eachType((type) => joined(own.server[type], third.server[type], directInForce.server[type])),
  business: joined(own.business, third.business, directInForce.business),
});

/** What a release does to domains: those the platform has not registered are dropped, those set directly hold now. */
export const releaseDomains = (domains: AccountDomains, platform: PlatformDomains): void => {
  const registeredOf = ({ server, business }: DomainSet): DomainSet => ({
    server: eachType((type) => server[type].filter((domain) => isRegisteredServer(platform, domain, type))),
    business: business.filter((domain) => isRegisteredBusiness(platform, domain)),
  });
  domains.own = registeredOf(domains.own);
  domains.third = registeredOf(domains.third);
  domains.directInForce = domains.direct;
};
