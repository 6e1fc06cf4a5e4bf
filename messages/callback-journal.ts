import { defineQuery, defineSignal } from '@temporalio/workflow';

/** What became of one callback; no credential and nothing of its content is in it. */
export type CallbackLine = {
  /** When it arrived, ISO 8601. */
  readonly at: string;
  readonly channel: 'component' | 'authorizer' | 'message' | 'unknown';
  /** InfoType, Event or MsgType. */
  readonly name: string;
  readonly appid?: string;
  readonly outcome: 'delivered' | 'ignored' | 'unrouted';
  /** The workflows it went to, or the one that keeps it. */
  readonly to: readonly string[];
  /** Why it went nowhere. */
  readonly reason?: string;
};

/** A line with its place in the journal: newer lines have higher numbers. */
export type NumberedCallback = CallbackLine & { readonly number: number };

/** Which lines are wanted: the newest `limit` below a number that have these values. */
export type CallbackFilter = Partial<Pick<CallbackLine, 'appid' | 'name' | 'outcome'>> & {
  readonly below?: number;
  readonly limit: number;
};

/** The state of the entity `callback-journal`, carried through continue-as-new. */
export type CallbackJournalState = {
  /** The newest first. */
  readonly lines: readonly NumberedCallback[];
  readonly count: number;
  /** How many lines gateways had to drop because more came than they could tell. */
  readonly lost: number;
};

export type CallbackJournalInput = {
  readonly state?: CallbackJournalState;
  /** How many events a run may have before the entity continues as new; 1,500 unless told. */
  readonly historyLimit?: number;
};

/** What became of callbacks, in their order, and how many lines were dropped before them. */
export type CallbackNews = { readonly lines: readonly CallbackLine[]; readonly lost: number };

/** A gateway tells what became of the callbacks since it last told. */
export const callbacksSettled = defineSignal<[CallbackNews]>('callbacksSettled');
export const callbackLines = defineQuery<readonly NumberedCallback[], [CallbackFilter]>('callbackLines');
