import type { Request } from './actions.ts';
import type { PrivacyGuide } from './authorizer.ts';

/** Durations in milliseconds; the defaults are for WeChat's real pace. */
export type SetupTimings = {
  /** How often an audit is asked for while no push comes. */
  readonly auditPoll: number;
  /** How long an audit may take before ops are asked. */
  readonly auditWindow: number;
  /** How long after a call whose answer was lost it is looked up. */
  readonly lookUpAfter: number;
  /** How long WeChat keeps its copy of a file. */
  readonly copyLife: number;
  /** How often the platform's domains are asked for while they are being registered. */
  readonly domainPoll: number;
};

export const setupTimings: SetupTimings = {
  auditPoll: 15 * 60_000,
  auditWindow: 14 * 24 * 3_600_000,
  lookUpAfter: 20_000,
  copyLife: (3 * 24 - 1) * 3_600_000,
  domainPoll: 5_000,
};

/** A file for WeChat, one of the two: a material that is kept here, or what was uploaded for the account within the last 3 days. */
export type MediaRef = { readonly material?: string; readonly mediaId?: string };

/** A name, and what proves that the account may have it: an organisation's licence or a person's identity card. */
export type NameWish = {
  readonly name: string;
  readonly license?: MediaRef;
  readonly idCard?: MediaRef;
  /** For a name that needs more, up to 5. */
  readonly materials?: readonly MediaRef[];
};

/** The avatar: an image and the part of it that shows, all of it unless told. */
export type AvatarWish = {
  readonly media: MediaRef;
  /** Sides in 0 to 1. */
  readonly cut?: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
};

/** A category (类目) with the material that it needs, by WeChat's name of each. */
export type CategoryWish = {
  readonly first: number;
  readonly second: number;
  readonly certificates?: readonly { readonly key: string; readonly media: MediaRef }[];
};

/**
 * How domains are set: `platform` (方式一) registers them in the platform first, and they hold at once; `direct` (方式二)
 * is for domains of the merchant, and they hold after a release.
 */
export type DomainWay = 'platform' | 'direct';

/** The types of server domains (服务器域名), as WeChat names them. */
export const serverDomainTypes = [
  'requestdomain',
  'wsrequestdomain',
  'uploaddomain',
  'downloaddomain',
  'udpdomain',
  'tcpdomain',
] as const;
export type ServerDomainType = (typeof serverDomainTypes)[number];
/** Server domains by type, with scheme. */
export type ServerDomains = { readonly [T in ServerDomainType]?: readonly string[] };
export type ServerDomainsWish = ServerDomains & { readonly way: DomainWay };

/** Business domains (业务域名), with `https://`. */
export type BusinessDomainsWish = { readonly way: DomainWay; readonly domains: readonly string[] };

/** An interface that needs a permission (地理位置等隐私接口), by WeChat's name of it, and what shows why it is needed. */
export type PrivacyInterfaceWish = {
  readonly name: string;
  readonly content: string;
  /** Addresses that WeChat's reviewer can open; there is at least one of all of these. */
  readonly pages?: readonly string[];
  readonly pictures?: readonly string[];
  readonly video?: string;
};

/**
 * The open account (开放平台账号) through which users have one UnionID in several accounts: this one, that of another account
 * of the merchant, or any. Where there is none yet, one is created.
 */
export type OpenAccountWish = { readonly openAppid?: string; readonly sameAs?: string };

/** What an account should have. What is not named stays as it is, and so does what the account has beyond it. */
export type SetupDeclaration = {
  readonly avatar?: AvatarWish;
  readonly businessDomains?: BusinessDomainsWish;
  readonly categories?: readonly CategoryWish[];
  readonly name?: NameWish;
  readonly openAccount?: OpenAccountWish;
  /** Hosts whose names clients look up ahead (DNS 预解析域名). */
  readonly prefetchDomains?: readonly string[];
  readonly privacyGuide?: PrivacyGuide;
  readonly privacyInterfaces?: readonly PrivacyInterfaceWish[];
  readonly serverDomains?: ServerDomainsWish;
  /** The introduction (功能介绍). */
  readonly signature?: string;
  /** WeChat ids of testers (体验者). */
  readonly testers?: readonly string[];
};

/** The `rel` of the link to an account's confirm file, which a merchant places on a host. */
export const confirmFileLink = 'confirm-file';

export type AccountSetupInput = {
  readonly appid: string;
  readonly wanted: SetupDeclaration;
  /** Our public address, at whose root the gateway serves confirm files. */
  readonly publicUrl: string;
  readonly timings: SetupTimings;
  readonly request: Request;
};

/**
 * What became of one part: `skipped` is what WeChat forbids for this kind of account, `refused` what it will not have as
 * it was declared.
 */
export type PartResult = {
  readonly kind: 'changed' | 'unchanged' | 'skipped' | 'refused';
  readonly note: string;
};

/** What became of each part of the declaration. */
export type PartResults = Readonly<Record<string, PartResult>>;

/** How a setup ended: `incomplete` where something was refused; start again with another declaration of that. */
export type SetupOutcome =
  | { readonly kind: 'complete' | 'incomplete'; readonly parts: PartResults }
  | {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly why?: string;
      readonly parts: PartResults;
      /** Parts without a result: what was asked of WeChat for them goes on there. */
      readonly unfinished: readonly string[];
    };
