import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Sealed } from './sealed.ts';

/** A page of WeChat on which an admin agrees to something; it sends the browser back with a proof. */
export type WantedConsent =
  | {
      readonly kind: 'registration';
      /** The official account whose subject is to be used. */
      readonly appid: string;
      readonly copyVerification: boolean;
      /** How many registrations the month still has, by our count. */
      readonly left: number;
    }
  | { readonly kind: 'rebind'; readonly appid: string };

/** How long an admin is waited for, in milliseconds. */
export type ConsentTimings = {
  /** From the link's first use; WeChat sets no term. */
  readonly window: number;
  /** How long before its end to remind, each time. */
  readonly remind: readonly number[];
};

const hour = 3_600_000;

export const consentTimings: ConsentTimings = { window: 7 * 24 * hour, remind: [72 * hour, 24 * hour, 4 * hour] };

/** The page to which the admin is to go now; `null` while none is wanted. */
export const wantedConsent = defineQuery<WantedConsent | null>('wantedConsent');
/** An admin came back from WeChat's page, with a proof that works once. */
export const consentGiven = defineSignal<[Sealed]>('consentGiven');
