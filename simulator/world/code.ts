import type { Clock, Instant } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { releaseDomains } from './account-domains.ts';
import type { Account } from './accounts.ts';
import { type Extension, readExtJson } from './ext-json.ts';
import type { PlatformDomains } from './platform-domains.ts';
import type { PrivacyGuide } from './privacy-guide.ts';
import type { Template } from './templates.ts';

/** Code that was committed: a template with its ext.json. */
export type Version = Extension & {
  readonly template: Template;
  readonly userVersion: string;
  readonly userDesc: string;
};

/** The trial version (体验版); its detection is over at `detectedAt`. */
export type Trial = Version & {
  /** Unix seconds. */
  readonly committedAt: number;
  readonly detectedAt: Instant;
};

/** The status of an audit, as WeChat numbers it. */
export const auditStatus = { passed: 0, rejected: 1, open: 2, withdrawn: 3, delayed: 4 } as const;

/** One audit of a snapshot of the trial version and its privacy guide. */
export type Audit = {
  readonly auditid: number;
  readonly version: Version;
  readonly guide: PrivacyGuide | undefined;
  /** Unix seconds. */
  readonly submittedAt: number;
  status: (typeof auditStatus)[keyof typeof auditStatus];
  reason?: string;
  /** Media ids, joined by `|`. */
  screenshot?: string;
  released: boolean;
  /** Takes it out of the auditor's hands. */
  dismiss(): void;
};

/** A version that went online. */
export type OnlineVersion = {
  readonly version: Version;
  /** Unix seconds. */
  readonly releasedAt: number;
};

/** The places for versions of one account. */
export type CodeSlots = {
  trial?: Trial;
  readonly audits: Audit[];
  /** The latest first; the first is online. */
  readonly released: OnlineVersion[];
  /** When audits were withdrawn. */
  readonly undone: Instant[];
};

/** An account without code. */
export const emptySlots = (): CodeSlots => ({ audits: [], released: [], undone: [] });

/** How many released versions WeChat keeps to go back to. */
const keptVersions = 5;

/** Commits a template as the trial version and starts its detection anew. Refuses: 85014, and what `readExtJson` refuses. */
export const commitTemplate = (
  account: Account,
  template: Template | undefined,
  commit: { readonly ext_json: string; readonly user_version: string; readonly user_desc: string },
  time: { readonly clock: Clock; readonly detection: number },
): void => {
  if (!template) throw new Refusal(85014);
  account.code.trial = {
    ...readExtJson(commit.ext_json, template, account),
    template,
    userVersion: commit.user_version,
    userDesc: commit.user_desc,
    committedAt: time.clock.seconds(),
    detectedAt: time.clock.now() + time.detection,
  };
};

/** Whether an audit is still to be decided; a delayed one is. */
export const isOpen = ({ status }: Audit): boolean => status === auditStatus.open || status === auditStatus.delayed;

/** What the detection of the trial version found. Refuses: 86001 no code, 61039 not finished. */
export const detectionOf = (account: Account, clock: Clock) => {
  const { trial } = account.code;
  if (!trial) throw new Refusal(86001);
  if (clock.now() < trial.detectedAt) throw new Refusal(61039);
  const used = trial.template.privacyInterfaces;
  return {
    withoutPermission: used.filter((name) => !account.privacyInterfaces.has(name)),
    undeclared: used.filter((name) => !trial.declared.includes(name.replace(/^wx\./, ''))),
  };
};

/**
 * Puts the version of the latest audit online with its privacy guide and domains. Refuses: 85019 never audited, 85020 not passed,
 * 85052 online already.
 */
export const releaseAudited = (account: Account, clock: Clock, platformDomains: PlatformDomains): void => {
  const { audits, released } = account.code;
  const audit = audits.at(-1);
  if (!audit) throw new Refusal(85019);
  if (audit.status !== auditStatus.passed) throw new Refusal(85020);
  if (audit.released) throw new Refusal(85052);
  audit.released = true;
  released.unshift({ version: audit.version, releasedAt: clock.seconds() });
  released.splice(keptVersions);
  if (audit.guide) account.guides.online = audit.guide;
  releaseDomains(account.domains, platformDomains);
};
