import type { Request } from './actions.ts';

/** Durations in milliseconds. */
export type RemovalTimings = {
  /** How long the template is marked before its use is looked at, so that whoever begins with it meanwhile shows. */
  readonly retireFor: number;
};

export const removalTimings: RemovalTimings = { retireFor: 30_000 };

/** A template of the library (模板库) that a person wants gone. */
export type TemplateRemovalInput = {
  readonly templateId: number;
  /** Also where it can't be told whether somebody uses it. */
  readonly evenIfUntold: boolean;
  readonly timings: RemovalTimings;
  readonly request: Request;
};

/** How it ended. */
export type TemplateRemovalOutcome =
  | { readonly kind: 'removed' }
  | { readonly kind: 'not-there' }
  /** It is the default, or declared to be kept. */
  | { readonly kind: 'kept'; readonly note: string }
  /** Open releases and accounts use it. */
  | { readonly kind: 'in-use'; readonly uses: number; readonly note: string }
  /** Accounts run code of which nobody here knows the template. */
  | { readonly kind: 'untold'; readonly note: string }
  | { readonly kind: 'cancelled'; readonly by: string; readonly why?: string };
