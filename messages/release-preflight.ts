import type { ExtJson, Variables } from '../wechat/ext-json/types.ts';
import type { LackingGrant } from '../wechat/wechat-error.ts';
import type { Attention } from './progress.ts';

/** What a release is checked by before anything is sent. */
export type PreflightAsked = {
  readonly appid: string;
  /** Absent where the code was uploaded by tools (`directCommit`). */
  readonly templateId?: number;
  readonly userVersion: string;
  readonly ext?: ExtJson;
  /** Variables of this release, before those of the merchant and of all. */
  readonly variables?: Variables;
  /** Whether it is to go online in steps. */
  readonly gray?: boolean;
  /** The ids (first, second) of the categories that were chosen for the audit. */
  readonly categories?: readonly { readonly first_id: number; readonly second_id: number }[];
  /** Whether it says how the content of users is checked. */
  readonly ugc?: boolean;
};

/** One thing that was looked at, and what to do where it does not pass. */
export type Finding = {
  readonly check: string;
  readonly level: 'pass' | 'warn' | 'fail';
  /** Which step it would keep from succeeding. */
  readonly before: 'commit' | 'submit' | 'release';
  readonly hint: string;
  /** Who can mend it. */
  readonly who?: Exclude<Attention, 'none'>;
  /** The same for the merchant, where the merchant can. */
  readonly hintZh?: string;
  /** Of which permission sets the account lacks one. */
  readonly lacks?: LackingGrant;
};

/** What was found, and the ext.json that the release would be committed with. */
export type Preflight = {
  readonly findings: readonly Finding[];
  readonly ext: ExtJson;
  /** The same as a hash. */
  readonly extHash?: string;
  /** Whether nothing of the account is online yet. */
  readonly first: boolean;
};
