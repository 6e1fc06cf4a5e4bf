import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { MonthCount } from './month-count.ts';

/** The platform's lists of hosts: those of servers (服务器域名) and those that web-views show (业务域名). */
export const domainLists = ['server', 'business'] as const;
export type DomainList = (typeof domainLists)[number];

/** A file (校验文件) that a host serves at its root to prove whose it is. */
export type ConfirmFile = { readonly name: string; readonly content: string };

/** One of the platform's lists. */
export type PlatformList = {
  /** The hosts that WeChat had when it was asked last. */
  readonly registered: readonly string[];
  /** Hosts that somebody needs and of which nothing is decided yet. */
  readonly wanted: readonly string[];
  /** Hosts that WeChat did not take, and why. */
  readonly refused: Readonly<Record<string, string>>;
  /** How many changes were made. */
  readonly changes: MonthCount;
  /** What ops must know while the wanted hosts can't be registered. */
  readonly trouble?: string;
};

/** The state of the entity `platform-domains`, carried through continue-as-new. */
export type PlatformDomainsState = {
  readonly lists: Readonly<Record<DomainList, PlatformList>>;
  /** The file that the platform's business domains serve. */
  readonly confirmFile?: ConfirmFile;
  /** Files of accounts whose business domain is our own address. */
  readonly accountFiles: readonly ConfirmFile[];
};

export type PlatformDomainsInput = {
  readonly state?: PlatformDomainsState;
  /** How long requests are gathered before they become one change, in milliseconds; longer where changes run short. */
  readonly gather: number;
  /** How long after a lost answer the list is looked at, in milliseconds. */
  readonly lookUpAfter: number;
  /** How many events a run may have before the entity continues as new; 1,500 unless told. */
  readonly historyLimit?: number;
};

/** WeChat's real pace. */
export const platformDomainsTimings = { gather: 5_000, lookUpAfter: 10_000 };

/** Hosts by list. */
export type NeededDomains = { readonly [L in DomainList]?: readonly string[] };

/** How the platform's lists stand for somebody who needs hosts. */
export type DomainsStanding = {
  readonly pending: readonly string[];
  /** Why of each host. */
  readonly refused: Readonly<Record<string, string>>;
  readonly trouble?: string;
  /** What is used of what WeChat allows, in words. */
  readonly counters: string;
  /** The file that the platform's business domains serve, once it is known. */
  readonly confirmFile?: ConfirmFile;
};

/**
 * Asks for hosts; those that are missing are registered together with what others ask for. One that was refused is tried
 * again. Answers how the lists stand before.
 */
export const needDomains = defineUpdate<DomainsStanding, [NeededDomains]>('needDomains');
/** Has the gateway serve an account's confirm file. */
export const serveConfirmFile = defineUpdate<void, [ConfirmFile]>('serveConfirmFile');
export const domainsStanding = defineQuery<DomainsStanding, [NeededDomains]>('domainsStanding');
/** The files that the gateway serves: the platform's and the accounts'. */
export const confirmFiles = defineQuery<readonly ConfirmFile[]>('confirmFiles');
