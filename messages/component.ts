import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { Sealed, SealedToken } from './sealed.ts';

/** The state of the entity `component`, carried through continue-as-new. */
export type ComponentState = {
  readonly ticket?: Sealed;
  /** When the ticket arrived and when WeChat made it, in milliseconds and unix seconds. */
  readonly ticketAt?: number;
  readonly ticketCreateTime?: number;
  readonly token?: SealedToken;
  /** Dedupe keys of the last pushes. */
  readonly seen: readonly string[];
  /** What ops must know of tickets and token while something is wrong with them. */
  readonly ticketTrouble?: string;
  readonly tokenTrouble?: string;
};

/** What may be shown of the component. */
export type ComponentView = {
  readonly ticketAt?: string;
  readonly tokenExpiresAt?: string;
  readonly attention: 'none' | 'ops';
  /** What is wrong and what to do, where ops must act. */
  readonly note?: string;
};

export type ComponentInput = {
  readonly state?: ComponentState;
  /** How long the entity waits for a ticket before it asks WeChat to push again, in milliseconds. */
  readonly ticketSilence: number;
  /** How many events a run may have before the entity continues as new; 1,500 unless told. */
  readonly historyLimit?: number;
};

/** Tickets come every 10 minutes: two missed ones are an incident. In milliseconds. */
export const ticketSilence = 25 * 60_000;

export const componentToken = defineQuery<SealedToken | null>('componentToken');
export const componentView = defineQuery<ComponentView>('componentView');
/** Fetches a new token unless the one whose fingerprint is `stale` was already replaced. */
export const refreshComponentToken = defineUpdate<SealedToken, [{ readonly stale?: string }]>('refreshComponentToken');
