import { defineQuery } from '@temporalio/workflow';
import type { LackingGrant } from '../wechat/wechat-error.ts';
import type { RunRef } from './following.ts';

/** Who must act; `none` while things go by themselves. */
export type Attention = 'none' | 'merchant' | 'ops' | 'provider';

/** One step of a process; `at` is when its state last changed. */
export type Step = {
  readonly name: string;
  readonly state: 'pending' | 'running' | 'done' | 'skipped' | 'failed';
  readonly at?: string;
  readonly note?: string;
  /** What this step waits for, where several run at the same time. */
  readonly waitingFor?: WaitingFor;
  /** The id of the process that does this step, where it is one of its own. */
  readonly process?: string;
};

/** What is wrong with one field of what was asked for, and what to do about it: in Chinese, for merchants see it. */
export type FieldHint = {
  readonly field: string;
  readonly problem: string;
  readonly advice?: string;
  /** The same for operators, where WeChat names no field and has no words of its own. */
  readonly hint?: string;
};

/** What a process waits for, for whom, and until when. */
export type WaitingFor = {
  readonly what: string;
  readonly who: Exclude<Attention, 'none'> | 'wechat';
  readonly until?: string;
  /** What has to be corrected. */
  readonly hints?: readonly FieldHint[];
  /** The same for the merchant, where it is particular to this wait. */
  readonly whatZh?: string;
  /** What the merchant has to grant for it to go on: a link for just that is made where this is shown. */
  readonly lacks?: LackingGrant;
};

/** A page that helps: for whom it is shows in its title. */
export type Link = { readonly rel: string; readonly title: string; readonly href: string };

/** The one type of progress of all processes: the answer of `progress` while open, the result when closed. Times are ISO 8601. */
export type Progress<O extends { readonly kind: string } = { readonly kind: string }> = {
  readonly stage: string;
  readonly attention: Attention;
  readonly waitingFor?: WaitingFor;
  readonly steps: readonly Step[];
  readonly links: readonly Link[];
  readonly outcome?: O;
};

/** A process's result: its last progress, and the keyed requests it answered, so that they are answered alike after its end. */
export type ProcessResult<O extends { readonly kind: string } = { readonly kind: string }> = {
  readonly progress: Progress<O>;
  readonly answered: AnsweredRequests;
};

/** What a process takes over from its run before, where it continued as new. */
export type CarriedProcess = Pick<Progress, 'stage' | 'steps' | 'links'> & {
  readonly answered: AnsweredRequests;
  readonly followers: readonly RunRef[];
};

/** HMACs of the idempotency keys seen, each with the hash of its body. */
export type AnsweredRequests = Readonly<Record<string, string>>;

export const progressQuery = defineQuery<Progress>('progress');
