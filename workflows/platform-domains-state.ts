import type {
  ConfirmFile,
  DomainList,
  DomainsStanding,
  NeededDomains,
  PlatformDomainsState,
  PlatformList,
} from '../messages/platform-domains.ts';
import { domainLists } from '../messages/platform-domains.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import type { Shown } from './entity.ts';
import { spentAt, usedAt } from './month-count.ts';

/** What WeChat allows each list: hosts in all, and changes a month. */
export const allowed = { server: { hosts: 1_000, changes: 50 }, business: { hosts: 300, changes: 50 } } as const;
/** How many files of accounts are kept. */
const keptFiles = 2_000;
/** How many refused hosts a list keeps, the last ones: whoever asked for one has read of it long before. */
const keptRefusals = 1_000;

const newList: PlatformList = { registered: [], wanted: [], refused: {}, changes: { month: '', used: 0 } };
/** The entity before anybody asked. */
export const newPlatformDomains: PlatformDomainsState = {
  lists: { server: newList, business: newList },
  accountFiles: [],
};

type Change = (list: PlatformList) => PlatformList;
/** The state with one list changed. */
export const withList = (state: PlatformDomainsState, name: DomainList, change: Change): PlatformDomainsState => ({
  ...state,
  lists: { ...state.lists, [name]: change(state.lists[name]) },
});

/** Takes what somebody needs; WeChat's list is read before anything is believed. */
export const needed = (state: PlatformDomainsState, asked: NeededDomains): PlatformDomainsState =>
  domainLists.reduce((now, name) => {
    const hosts = asked[name] ?? [];
    if (hosts.length === 0) return now;
    // It is tried now, whatever was wrong before.
    return withList(now, name, ({ trouble: _over, ...list }) => ({
      ...list,
      wanted: [...new Set([...list.wanted, ...hosts])],
      refused: Object.fromEntries(Object.entries(list.refused).filter(([host]) => !hosts.includes(host))),
    }));
  }, state);

/** Keeps an account's file, the newest of its name. */
export const fileKept = (state: PlatformDomainsState, file: ConfirmFile): PlatformDomainsState => ({
  ...state,
  accountFiles: [...state.accountFiles.filter(({ name }) => name !== file.name), file].slice(-keptFiles),
});

/** Notes that a change was sent, whatever came of it. */
export const changeSpent = (list: PlatformList, now: number): PlatformList => ({
  ...list,
  changes: spentAt(list.changes, now),
});

/** Whether WeChat's list lets accounts use a host: of business domains also one below. */
export const covers = (name: DomainList, registered: readonly string[], host: string): boolean =>
  registered.some((one) => one === host || (name === 'business' && host.endsWith(`.${one}`)));

/** Takes WeChat's list as it is; of those `tried`, what is not on it was left out, for the reason given. */
export const settled = (
  name: DomainList,
  { trouble: _over, ...list }: PlatformList,
  registered: readonly string[],
  tried: readonly string[],
  why: string,
): PlatformList => {
  const open = list.wanted.filter((host) => !covers(name, registered, host));
  const leftOut = tried.filter((host) => !covers(name, registered, host));
  const before = Object.entries(list.refused).filter(([host]) => !leftOut.includes(host));
  const refused = [...before, ...leftOut.map((host) => [host, why] as const)];
  return {
    ...list,
    registered,
    wanted: open.filter((host) => !leftOut.includes(host)),
    refused: Object.fromEntries(refused.slice(-keptRefusals)),
  };
};

/** How long to gather requests, in milliseconds: short while half of the month's changes are left, then longer and longer. */
export const gatherFor = (shortest: number, left: number, most: number): number =>
  left * 2 >= most ? shortest : shortest * 2 ** Math.min(most - left * 2, 9);

/** How the lists stand for somebody. */
export const standingOf = (state: PlatformDomainsState, asked: NeededDomains, now: number): DomainsStanding => {
  const named = domainLists.filter((name) => asked[name]?.length);
  const of = (name: DomainList) => ({ list: state.lists[name], hosts: asked[name] ?? [] });
  const trouble = named.map((name) => state.lists[name].trouble).find((text) => text !== undefined);
  return {
    pending: named.flatMap((name) => of(name).hosts.filter((host) => of(name).list.wanted.includes(host))),
    refused: Object.fromEntries(
      named.flatMap((name) => Object.entries(of(name).list.refused).filter(([host]) => of(name).hosts.includes(host))),
    ),
    ...(trouble ? { trouble } : {}),
    counters: named.map((name) => countersOf(name, state.lists[name], now)).join(' '),
    ...(state.confirmFile ? { confirmFile: state.confirmFile } : {}),
  };
};

const countersOf = (name: DomainList, list: PlatformList, now: number): string => {
  const { hosts, changes } = allowed[name];
  const used = `used ${usedAt(list.changes, now)} of ${changes} changes of its ${name} domains this month`;
  // Before it was first read, nothing is known of WeChat's list.
  if (list.registered.length === 0) return `The platform ${used}.`;
  return `The platform has ${list.registered.length} of ${hosts} ${name} domains and ${used}.`;
};

/** All files that are served. */
export const filesOf = ({ confirmFile, accountFiles }: PlatformDomainsState): readonly ConfirmFile[] =>
  confirmFile ? [confirmFile, ...accountFiles] : accountFiles;

/** What shows of the entity in Temporal. Its counters are as of the last change. */
export const shownOfPlatformDomains = ({ lists }: PlatformDomainsState): Shown => {
  const troubles = domainLists.flatMap((name) => lists[name].trouble ?? []);
  const details = [
    troubles.length > 0 ? `**ops must act**: ${troubles.join(' ')}` : "**The platform's domains are in order.**",
    ...domainLists.map((name) => {
      const { registered, wanted, refused, changes } = lists[name];
      const { hosts, changes: most } = allowed[name];
      return `- ${name}: ${registered.length} of ${hosts} hosts; ${wanted.length} wanted, ${Object.keys(refused).length} refused; ${changes.used} of ${most} changes in ${changes.month || 'no month yet'}`;
    }),
  ];
  const attention = troubles.length > 0 ? 'ops' : 'none';
  return { details: details.join('\n'), attributes: [{ key: searchAttributes.Attention, value: attention }] };
};
