import {
  type ServerDomains,
  type ServerDomainsWish,
  type ServerDomainType,
  serverDomainTypes,
} from '../../messages/account-setup.ts';

/** The most that WeChat takes of an account's server domains. */
const most = { ofAType: 200, inAll: 1_000 } as const;

type Listed = Readonly<Record<ServerDomainType, readonly string[]>> | undefined;

/** The declared server domains that are not on a list. */
export const missingServer = (listed: Listed, wish: ServerDomainsWish): ServerDomains =>
  Object.fromEntries(
    serverDomainTypes.flatMap((type) => {
      const missing = (wish[type] ?? []).filter((domain) => !listed?.[type].includes(domain));
      return missing.length > 0 ? [[type, missing]] : [];
    }),
  );

/** All domains of some lists. */
export const allOf = (domains: ServerDomains): readonly string[] =>
  serverDomainTypes.flatMap((type) => domains[type] ?? []);

/** Why the missing domains would be too many; `undefined` where they would not. */
export const tooMany = (listed: Listed, missing: ServerDomains): string | undefined => {
  const counts = serverDomainTypes.map((type) => (listed?.[type].length ?? 0) + (missing[type]?.length ?? 0));
  const full = serverDomainTypes.find((_, index) => (counts[index] ?? 0) > most.ofAType);
  if (full) return `The account would have more than ${most.ofAType} domains of the type ${full}.`;
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all > most.inAll ? `The account would have more than ${most.inAll} server domains.` : undefined;
};

/** The bare host of a domain with scheme and port, as the platform's lists have it. */
export const hostOf = (domain: string): string => domain.replace(/^\w+:\/\//, '').replace(/:\d+$/, '');

/** The domains without those whose host was refused. */
export const withoutHosts = (domains: ServerDomains, hosts: readonly string[]): ServerDomains =>
  Object.fromEntries(
    serverDomainTypes.flatMap((type) => {
      const left = (domains[type] ?? []).filter((domain) => !hosts.includes(hostOf(domain)));
      return left.length > 0 ? [[type, left]] : [];
    }),
  );
