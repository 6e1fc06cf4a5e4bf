import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Request } from './actions.ts';
import type { AnsweredRequests } from './progress.ts';

/** What the provider says of a template of the library (模板库). */
export type TemplateDescription = {
  readonly note?: string;
  /** The template's layer of the ext.json of its releases. */
  readonly ext?: Readonly<Record<string, unknown>>;
  /** The pages in its code, which WeChat does not tell. */
  readonly pages?: readonly string[];
  /** True: never removed to make room, whether it is in use or not. */
  readonly keep?: boolean;
};

/** What is known of a template here. */
export type KnownTemplate = TemplateDescription & {
  /** When it was promoted by us, ISO 8601; absent where somebody else did, whose releases are not in our ledgers. */
  readonly promotedAt?: string;
};

/** Has the newest draft of a development mini program (开发小程序) promoted. */
export type PromotionRule = {
  readonly sourceAppid: string;
  /** Whether each new template becomes the default. */
  readonly makeDefault: boolean;
};

/** The draft that a rule had promoted last. */
export type PromotedDraft = { readonly sourceAppid: string; readonly draftId: number; readonly createdAt: number };

/** What the entity shows; templates by their id. */
export type TemplateLibraryView = {
  readonly templates: Readonly<Record<string, KnownTemplate>>;
  readonly defaultTemplate?: number;
  /** Templates about to be removed: no release begins with one. */
  readonly retiring: readonly number[];
  readonly rules: readonly PromotionRule[];
  readonly promotedDrafts: readonly PromotedDraft[];
};

/** The state of the entity `template-library`, carried through continue-as-new. */
export type TemplateLibraryState = TemplateLibraryView & {
  /** Keyed requests that were taken. */
  readonly answered: AnsweredRequests;
};

export type TemplateLibraryInput = {
  readonly state?: TemplateLibraryState;
  /** How many events a run may have before the entity continues as new; 1,500 unless told. */
  readonly historyLimit?: number;
};

/** A template with what is said of it, in place of what was said before. */
export type DescribedTemplate = TemplateDescription & { readonly templateId: number };

/** A template that a promotion made. */
export type PromotedTemplate = DescribedTemplate & {
  /** ISO 8601; absent where the template was there before. */
  readonly promotedAt?: string;
  readonly makeDefault: boolean;
};

/** What is declared of templates, the default and the rules. */
export const templateLibraryView = defineQuery<TemplateLibraryView>('templateLibraryView');
/** Says what a template is; without any word it is forgotten. Refused where all templates together say too much. */
export const describeTemplate = defineUpdate<void, [DescribedTemplate & { readonly request: Request }]>(
  'describeTemplate',
);
/** Chooses what is released where nobody names a template; `null` chooses none. */
export const chooseDefault = defineUpdate<void, [{ readonly templateId: number | null; readonly request: Request }]>(
  'chooseDefault',
);
/** Replaces the rules of promotion. */
export const setPromotionRules = defineUpdate<
  void,
  [{ readonly rules: readonly PromotionRule[]; readonly request: Request }]
>('setPromotionRules');
/** Marks a template as about to be removed: no release begins with it from then on; false where it is to be kept. */
export const retireTemplate = defineUpdate<boolean, [{ readonly templateId: number }]>('retireTemplate');
/** It is in use after all. */
export const templateKept = defineSignal<[{ readonly templateId: number }]>('templateKept');
/** It is in the library no more. */
export const templateRemoved = defineSignal<[{ readonly templateId: number }]>('templateRemoved');
/** A promotion made a template of a draft. */
export const templatePromoted = defineSignal<[PromotedTemplate]>('templatePromoted');
/** A rule had a draft promoted. */
export const draftPromoted = defineSignal<[PromotedDraft]>('draftPromoted');
