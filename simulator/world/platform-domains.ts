import { chinaMonth, within } from '../china-time.ts';
import type { Clock, Instant } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { type Hosts, isDomainName, lacksIcp, reservedHost } from './hosts.ts';

/** What an action does to a list: `set` replaces it. */
export type Change = 'add' | 'delete' | 'set';

/** One list of hosts of the platform, as its testing and as its published version have it. */
export type PlatformList = {
  testing: readonly string[];
  published: readonly string[];
  /**
   * Changes the testing list and, with `together`, the published one; hosts that can't be taken are left out and
   * given. To delete an absent host succeeds. Refuses: 45104 the month's 50 changes are used, or too many hosts.
   */
  change(how: Change, hosts: readonly string[], together: boolean): readonly string[];
};

/** The domains that the platform's accounts may use (第三方平台域名). */
export type PlatformDomains = {
  readonly server: PlatformList;
  readonly jump: PlatformList;
  clear(): void;
};

const changesAMonth = 50;

/** A list after a change, without doubles. */
export const changed = (list: readonly string[], how: Change, items: readonly string[]): readonly string[] => {
  if (how === 'delete') return list.filter((item) => !items.includes(item));
  return [...new Set(how === 'set' ? items : [...list, ...items])];
};

/** Makes the platform's lists, which are empty. */
export const createPlatformDomains = (clock: Clock, hosts: Hosts): PlatformDomains => {
  const listOf = (most: number, takes: (host: string) => boolean) => {
    let changes: Instant[] = [];
    const list: PlatformList & { clear(): void } = {
      testing: [],
      published: [],
      change: (how, all, together) => {
        const taken = how === 'delete' ? all : all.filter(takes);
        const testing = changed(list.testing, how, taken);
        changes = within(chinaMonth, changes, clock.now());
        if (changes.length >= changesAMonth || testing.length > most) throw new Refusal(45104);
        changes.push(clock.now());
        list.testing = testing;
        if (together) list.published = changed(list.published, how, taken);
        return all.filter((host) => !taken.includes(host));
      },
      clear: () => {
        changes = [];
        list.testing = [];
        list.published = [];
      },
    };
    return list;
  };
  const server = listOf(1000, (host) => isDomainName(host) && host !== reservedHost && !lacksIcp(hosts, host));
  const jump = listOf(300, (host) => isDomainName(host) && !hosts.withoutConfirmFile.has(host));
  return {
    server,
    jump,
    clear: () => {
      server.clear();
      jump.clear();
    },
  };
};
