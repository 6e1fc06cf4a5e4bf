import type { Request } from '../messages/actions.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import type {
  DescribedTemplate,
  KnownTemplate,
  PromotedDraft,
  PromotedTemplate,
  PromotionRule,
  TemplateLibraryState,
  TemplateLibraryView,
} from '../messages/template-library.ts';
import type { Shown } from './entity.ts';

/** How much all descriptions together may be as JSON, in characters: a payload of Temporal holds 2 MiB. */
const mostDescribed = 400_000;
/** How many keyed requests and how many drafts of rules are remembered. */
const kept = { answered: 50, promotedDrafts: 100 } as const;

/** The entity before anybody said anything. */
export const newTemplateLibrary: TemplateLibraryState = {
  templates: {},
  retiring: [],
  rules: [],
  promotedDrafts: [],
  answered: {},
};

/** Says what a template is, in place of what was said before; when it was promoted stays. */
export const described = (
  state: TemplateLibraryState,
  { templateId, note, ext, pages, keep }: DescribedTemplate,
): TemplateLibraryState => {
  const { promotedAt } = state.templates[templateId] ?? {};
  return withTemplate(state, templateId, {
    ...(note === undefined ? {} : { note }),
    ...(ext === undefined ? {} : { ext }),
    ...(pages === undefined ? {} : { pages }),
    ...(keep ? { keep } : {}),
    ...(promotedAt === undefined ? {} : { promotedAt }),
  });
};

const withTemplate = (state: TemplateLibraryState, id: number, known: KnownTemplate): TemplateLibraryState => {
  const { [id]: _before, ...others } = state.templates;
  return { ...state, templates: Object.keys(known).length > 0 ? { ...others, [id]: known } : others };
};

/** Why a description can't be taken: the entity's state must fit a payload of Temporal. */
export const tooMuchSaid = (state: TemplateLibraryState, description: DescribedTemplate): string | undefined => {
  const size = JSON.stringify(described(state, description).templates).length;
  if (size <= mostDescribed) return undefined;
  return `All templates together would say ${size} characters, and ${mostDescribed} is the most: shorten \`ext\`, or forget templates that are gone by an empty description.`;
};

/** Takes what a promotion made; what it says of the template is taken where it says anything. */
export const promoted = (
  state: TemplateLibraryState,
  { promotedAt, makeDefault, ...description }: PromotedTemplate,
): TemplateLibraryState => {
  const { templateId, ...said } = description;
  const silent = Object.keys(said).length === 0 || tooMuchSaid(state, description) !== undefined;
  const after = silent ? state : described(state, description);
  const known = after.templates[templateId] ?? {};
  return {
    ...withTemplate(after, templateId, { ...known, ...(promotedAt === undefined ? {} : { promotedAt }) }),
    ...(makeDefault ? { defaultTemplate: templateId } : {}),
  };
};

/** Chooses the default; `null` chooses none. */
export const defaultChosen = (
  { defaultTemplate: _before, ...state }: TemplateLibraryState,
  templateId: number | null,
): TemplateLibraryState => ({ ...state, ...(templateId === null ? {} : { defaultTemplate: templateId }) });

/** Replaces the rules. What was promoted for a source is remembered: the same draft is not promoted again. */
export const ruled = (state: TemplateLibraryState, rules: readonly PromotionRule[]): TemplateLibraryState => ({
  ...state,
  rules,
});

/** Whether the provider wants a template kept, used or not. */
export const isKept = ({ defaultTemplate, templates }: TemplateLibraryView, templateId: number): boolean =>
  defaultTemplate === templateId || templates[templateId]?.keep === true;

/** Marks a template as about to be removed. */
export const retired = (state: TemplateLibraryState, templateId: number): TemplateLibraryState =>
  isKept(state, templateId) ? state : { ...state, retiring: [...new Set([...state.retiring, templateId])] };

/** It stays after all. */
export const unretired = (state: TemplateLibraryState, templateId: number): TemplateLibraryState => ({
  ...state,
  retiring: state.retiring.filter((id) => id !== templateId),
});

/** Forgets a template that the library does not hold any more. */
export const removed = (state: TemplateLibraryState, templateId: number): TemplateLibraryState =>
  withTemplate(unretired(state, templateId), templateId, {});

/** Remembers the draft that a rule had promoted, the last of each source. */
export const draftTaken = (state: TemplateLibraryState, draft: PromotedDraft): TemplateLibraryState => ({
  ...state,
  promotedDrafts: [...state.promotedDrafts.filter(({ sourceAppid }) => sourceAppid !== draft.sourceAppid), draft].slice(
    -kept.promotedDrafts,
  ),
});

/** The state that has noted a keyed request as answered; `undefined` where it was before. */
export const answeredOnce = (
  state: TemplateLibraryState,
  { idempotency }: Request,
): TemplateLibraryState | undefined => {
  if (!idempotency) return state;
  if (state.answered[idempotency.key] !== undefined) return undefined;
  const answered = Object.entries({ ...state.answered, [idempotency.key]: idempotency.body }).slice(-kept.answered);
  return { ...state, answered: Object.fromEntries(answered) };
};

/** What the entity shows. */
export const viewOf = ({ answered: _own, ...view }: TemplateLibraryState): TemplateLibraryView => view;

/** What shows of the entity in Temporal. */
export const shownOfLibrary = (state: TemplateLibraryState): Shown => {
  const lines = Object.entries(state.templates).map(([id, { note, ext, keep }]) => {
    const layer = ext ? `, ext: ${Object.keys(ext).join(', ')}` : '';
    return `- ${id}${Number(id) === state.defaultTemplate ? ' (default)' : ''}: ${note ?? ''}${layer}${keep ? ', kept' : ''}`;
  });
  const rules = state.rules.map(({ sourceAppid }) => sourceAppid).join(', ') || 'none';
  return {
    details: [
      `**Default template: ${state.defaultTemplate ?? 'none'}**`,
      [`- Drafts promoted by themselves, of: ${rules}`, ...lines].join('\n'),
    ].join('\n\n'),
    attributes: [{ key: searchAttributes.Attention, value: 'none' }],
  };
};
