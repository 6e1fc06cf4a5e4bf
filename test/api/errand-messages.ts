import { defineUpdate } from '@temporalio/workflow';
import { actionUpdate, type Request } from '../../messages/actions.ts';

/** What the errand takes: a process of the same shape as the real ones, without WeChat. */
export type ErrandInput = {
  readonly place: string;
  readonly page: string;
  readonly merchantId?: string;
  /** When the person at the place stops waiting, ISO 8601. */
  readonly until: string;
  /** How the errand goes wrong, where it does; `forgets`: it continues as new, once. */
  readonly mishap?: 'breaks' | 'refused' | 'forgets';
  readonly request: Request;
};

/** How an errand ended; `asked`: who started it and why. */
export type ErrandOutcome =
  | { readonly kind: 'delivered'; readonly parcel: string; readonly asked: Request }
  | { readonly kind: 'refused'; readonly hintZh: string }
  | { readonly kind: 'cancelled'; readonly by: string; readonly why?: string };

/** Delivers a parcel; the errand ends with it. */
export const deliver = defineUpdate<void, [Request & { readonly parcel: string }]>('deliver');
/** Knocks at the door; counted in a step's note. */
export const knock = actionUpdate('knock');
