import type { Request } from './actions.ts';
import type { TemplateDescription } from './template-library.ts';

/** Durations in milliseconds; the defaults are for WeChat's real pace. */
export type PromotionTimings = {
  /** How long after a call whose answer was lost it is looked up. */
  readonly lookUpAfter: number;
  /** How often the list is read until it shows the new template. */
  readonly listPoll: number;
  /** How long that may take before ops are asked. */
  readonly listWindow: number;
  /** How long a template is marked before it is removed, so that whoever begins with it meanwhile shows. */
  readonly retireFor: number;
};

export const promotionTimings: PromotionTimings = {
  lookUpAfter: 20_000,
  listPoll: 5_000,
  listWindow: 10 * 60_000,
  retireFor: 30_000,
};

/** A draft (草稿) that is to become a template, and what is said of it. */
export type TemplatePromotionInput = TemplateDescription & {
  readonly draftId: number;
  /** Whether it is released from now on where nobody names a template. */
  readonly makeDefault: boolean;
  readonly timings: PromotionTimings;
  readonly request: Request;
};

/** How a promotion ended. `removed`: templates that made room. */
export type TemplatePromotionOutcome =
  | {
      readonly kind: 'promoted';
      readonly templateId: number;
      readonly userVersion: string;
      /** True where the draft was a template already, and no other was made. */
      readonly already: boolean;
      readonly removed: readonly number[];
    }
  /** The draft box does not hold it, or no longer: a newer upload takes its place. */
  | { readonly kind: 'no-draft'; readonly note: string }
  | { readonly kind: 'cancelled'; readonly by: string; readonly why?: string; readonly note?: string };
