import { defineSignal } from '@temporalio/workflow';
import type { SetupDeclaration } from './account-setup.ts';

/** What of an account is compared with what is declared here. Those that a setup mends bear the name of its part. */
export const driftKinds = [
  // Somebody released or rolled back with another tool.
  'version',
  'serverDomains',
  'businessDomains',
  'prefetchDomains',
  'privacyGuide',
  'privacyInterfaces',
  'permissionSets',
] as const;
export type DriftKind = (typeof driftKinds)[number];

/** The parts of a setup that its account's entity keeps as they were declared last; the privacy guide has a place of its own. */
export const declaredParts = ['serverDomains', 'businessDomains', 'prefetchDomains', 'privacyInterfaces'] as const;
export type DeclaredParts = Pick<SetupDeclaration, (typeof declaredParts)[number]>;

/** From a setup: what it declared, and which parts it found or made so. */
export type AccountDeclaration = { readonly parts: DeclaredParts; readonly holds: readonly string[] };

/** What differs from what is declared. */
export type Drift = {
  readonly kind: DriftKind;
  /** In words for operators. */
  readonly what: string;
  /** What is declared and not there, the first of them. */
  readonly lacks: readonly string[];
  /** What WeChat has, the first of it. */
  readonly found: readonly string[];
  /** When it was found first, ISO 8601. */
  readonly since: string;
};

/** How many values of each list a drift names. */
export const mostNamed = 20;

/** A version that waits for its auditor, or, approved, for its release. */
export type OpenAudit = {
  readonly auditid: number;
  readonly state: 'under-audit' | 'delayed' | 'approved';
  readonly userVersion?: string;
};

/** What WeChat said of an account when it was looked at last; times are ISO 8601. */
export type Inspection = {
  readonly at: string;
  /** Absent where nothing is online. */
  readonly online?: { readonly userVersion: string; readonly at: string };
  readonly audit?: OpenAudit;
  /** The share of users, in percent, that have the version of a staged release (分阶段发布). */
  readonly gray?: number;
  readonly drift: readonly Drift[];
  /** Why something could not be looked at. */
  readonly problem?: string;
};

/** What lists show of an account beside its search attributes: the memo of its entity. */
export type FleetLine = {
  /** When what is online by the ledger went online. */
  readonly since?: string;
  readonly inspection?: Omit<Inspection, 'drift'>;
};

/** To an account's entity: what WeChat said. */
export const accountInspected = defineSignal<[Inspection]>('accountInspected');
/** To an account's entity: what a setup declared. */
export const accountDeclared = defineSignal<[AccountDeclaration]>('accountDeclared');
