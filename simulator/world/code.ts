import type { Clock, Instant } from '../clock.ts';
import type { ActOf } from '../people.ts';
import type { Asked } from '../person.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import { type Extension, readExtJson } from './ext-json.ts';
import type { PrivacyGuide } from './privacy-guide.ts';
import type { Template } from './templates.ts';

/** Code that was committed: a template with its ext.json. */
export type Version = Extension & {
  readonly template: Template;
  readonly userVersion: string;
  readonly userDesc: string;
  /** Unix seconds. */
  readonly committedAt: number;
};

/** The trial version (体验版); its detection is over at `detectedAt`. */
export type Trial = Version & { readonly detectedAt: Instant };

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
  accelerated: boolean;
  /** When the auditor passed or rejected it. */
  decidedAt?: Instant;
  /** It in the auditor's hands. */
  readonly asked: Asked<ActOf<'auditor'>>;
};

/** A version that went online. */
export type OnlineVersion = {
  readonly version: Version;
  /** What WeChat numbers it by to go back to it. */
  readonly appVersion: number;
  /** Unix seconds. */
  readonly releasedAt: number;
  /** Whether nothing leads back from it: the account went back to it, or a staged release just before it was cancelled. */
  readonly final: boolean;
};

/** The status of a staged release, as WeChat numbers it; here one runs at once and nobody pauses it (0 and 2). */
export const grayStatus = { running: 1, done: 3, deleted: 4 } as const;

/** A staged release (分阶段发布) of an approved version: to a part of the users, in percent, and to groups first. */
export type GrayPlan = {
  readonly audit: Audit;
  /** What was online when it began. */
  readonly before: OnlineVersion;
  /** Unix seconds. */
  readonly createdAt: number;
  status: (typeof grayStatus)[keyof typeof grayStatus];
  percentage: number;
  debuger: boolean;
  experiencer: boolean;
  /** Calls off the full release that comes by itself. */
  callOff(): void;
};

/** The places for versions of one account. */
export type CodeSlots = {
  trial?: Trial;
  readonly audits: Audit[];
  /** The latest first; the first is online. */
  readonly released: OnlineVersion[];
  lastAppVersion: number;
  /** The latest staged release. */
  gray?: GrayPlan;
  /** When audits were withdrawn. */
  readonly undone: Instant[];
};

/** An account without code. */
export const emptySlots = (): CodeSlots => ({ audits: [], released: [], lastAppVersion: 0, undone: [] });

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

/** Whether a staged release is running. */
export const isStaged = ({ code }: Account): boolean => code.gray?.status === grayStatus.running;

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
