import { type Client as TemporalClient, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { searchAttributes } from '../messages/search-attributes.ts';
import { taskQueues } from '../messages/task-queues.ts';
import {
  draftPromoted,
  type PromotedTemplate,
  retireTemplate,
  templateKept,
  templatePromoted,
  templateRemoved,
} from '../messages/template-library.ts';
import { promotionTimings, type TemplatePromotionInput } from '../messages/template-promotion.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { changeTemplateLibrary, readTemplateLibrary, tellTemplateLibrary } from '../routing/template-library.ts';
import type { Client } from '../wechat/client.ts';
import { type Asking, stillOpen } from './asking.ts';
import { isUntold, type Removable, removableOf, unknownUses, usesOf } from './template-use.ts';
import { calling } from './wechat.ts';

/** A draft as it is compared with templates. */
export type DraftFact = {
  readonly draftId: number;
  /** When it was uploaded, unix seconds. */
  readonly createdAt: number;
  readonly userVersion: string;
  readonly userDesc: string;
  readonly sourceAppid?: string;
};

type Made = {
  readonly template_id: number;
  readonly draft_id?: number | undefined;
  readonly create_time: number;
  readonly user_version: string;
  readonly user_desc: string;
  readonly source_miniprogram_appid?: string | undefined;
};

/**
 * Whether a template was made of a draft. Its `create_time` may be that of the upload or of the promotion: either way it
 * is not before the upload.
 */
export const madeOf = (draft: DraftFact, template: Made): boolean =>
  (template.draft_id === undefined || template.draft_id === draft.draftId) &&
  template.user_version === draft.userVersion &&
  template.user_desc === draft.userDesc &&
  template.source_miniprogram_appid === draft.sourceAppid &&
  template.create_time >= draft.createdAt;

/** What a promotion finds at its start. */
export type PromotionStart = {
  readonly draft?: DraftFact;
  /** The template that was made of it before. */
  readonly made?: number;
  /** The templates that there are. */
  readonly before: readonly number[];
};

/** Who uses a template. */
export type TemplateUse = { readonly listed: boolean; readonly uses: number; readonly untold: boolean };

/** What is known before a draft is made a template. */
export type PromotionBaseline = { readonly draft: DraftFact; readonly before: readonly number[] };

/** The templates that are not standard ones (标准模板), which have a library of their own. */
const ordinary = async (wechat: Client) => (await wechat.getTemplateList({ template_type: 0 })).template_list;

const newOf = async (wechat: Client, { draft, before }: PromotionBaseline): Promise<number | null> => {
  const made = (await ordinary(wechat)).filter((template) => madeOf(draft, template));
  const fresh = made.map(({ template_id: id }) => id).filter((id) => !before.includes(id));
  return fresh.length > 0 ? Math.max(...fresh) : null;
};

/** The fact that a promotion waits for. */
export const templateFacts = (wechat: Client) => ({
  /** The template made of a draft once the list shows it. */
  awaitTemplate: async (ask: Asking & PromotionBaseline): Promise<number> =>
    calling(async () => {
      const found = await newOf(wechat, ask);
      if (found === null) throw stillOpen(ask, 'The list does not show the new template yet.');
      return found;
    }),
});

/** Activities around templates (模板库). */
export const createTemplateActivities = (wechat: Client, temporal: TemporalClient) => {
  const templatesNow = () => ordinary(wechat);
  const draftsNow = async (): Promise<readonly DraftFact[]> =>
    (await wechat.getTemplatedRaftList({})).draft_list.map((draft) => ({
      draftId: draft.draft_id,
      createdAt: draft.create_time,
      userVersion: draft.user_version,
      userDesc: draft.user_desc,
      ...(draft.source_miniprogram_appid ? { sourceAppid: draft.source_miniprogram_appid } : {}),
    }));

  return {
    /** A draft, the template that was made of it before, and what templates there are. */
    readPromotion: async (draftId: number): Promise<PromotionStart> =>
      calling(async () => {
        const draft = (await draftsNow()).find((one) => one.draftId === draftId);
        const templates = await templatesNow();
        const made = draft && templates.find((template) => madeOf(draft, template));
        return {
          ...(draft ? { draft } : {}),
          ...(made ? { made: made.template_id } : {}),
          before: templates.map(({ template_id: id }) => id),
        };
      }),

    /** The template made of a draft that was not there before; `null` where there is none. */
    findTemplate: async (baseline: PromotionBaseline): Promise<number | null> => calling(() => newOf(wechat, baseline)),

    /** The oldest template that nobody uses, and why each other one stays. */
    findRemovable: async (): Promise<Removable> =>
      calling(async () => removableOf(temporal, await templatesNow(), await readTemplateLibrary(temporal))),

    /** Marks a template, so that no release begins with it; false where the provider wants it kept. */
    retireTemplate: async (templateId: number): Promise<boolean> =>
      changeTemplateLibrary(temporal, retireTemplate, { templateId }),

    /** Whether anybody uses a template, or might. */
    isTemplateFree: async (templateId: number): Promise<boolean> => {
      const { templates } = await readTemplateLibrary(temporal);
      if (isUntold(await unknownUses(temporal), templates[templateId])) return false;
      return (await usesOf(temporal, templateId)) === 0;
    },

    /** Whether the library holds a template, how many use it, and whether others may of whom that can't be told. */
    readTemplateUse: async (templateId: number): Promise<TemplateUse> =>
      calling(async () => {
        const listed = (await wechat.getTemplateList({})).template_list;
        const { templates } = await readTemplateLibrary(temporal);
        return {
          listed: listed.some(({ template_id: id }) => id === templateId),
          uses: await usesOf(temporal, templateId),
          untold: isUntold(await unknownUses(temporal), templates[templateId]),
        };
      }),

    /** The marked template stays. */
    keepTemplate: async (templateId: number): Promise<void> =>
      tellTemplateLibrary(temporal, templateKept, { templateId }),

    /** It is gone. */
    forgetTemplate: async (templateId: number): Promise<void> =>
      tellTemplateLibrary(temporal, templateRemoved, { templateId }),

    /** Tells what a promotion made. */
    recordPromotion: async (template: PromotedTemplate): Promise<void> =>
      tellTemplateLibrary(temporal, templatePromoted, template),

    /** Has the newest draft of each development mini program promoted for which there is a rule; how many begin. */
    promoteNewDrafts: async (): Promise<number> =>
      calling(async () => {
        const { rules, promotedDrafts } = await readTemplateLibrary(temporal);
        if (rules.length === 0) return 0;
        let begun = 0;
        for (const { draftId, createdAt, sourceAppid, userVersion } of await draftsNow()) {
          const rule = rules.find((one) => one.sourceAppid === sourceAppid);
          const last = promotedDrafts.find((one) => one.sourceAppid === sourceAppid);
          if (!rule || !sourceAppid || (last && last.createdAt >= createdAt)) continue;
          const why = `the rule for drafts of ${sourceAppid}`;
          const input = { draftId, makeDefault: rule.makeDefault, timings: promotionTimings };
          await startPromotion(temporal, { ...input, request: { by: 'schedule', why } }, userVersion);
          await tellTemplateLibrary(temporal, draftPromoted, { sourceAppid, draftId, createdAt });
          begun += 1;
        }
        return begun;
      }),
  };
};

export type TemplateActivities = ReturnType<typeof createTemplateActivities>;

/** Starts a promotion; one of the same draft that runs already is as good. */
const startPromotion = async (
  temporal: TemporalClient,
  input: TemplatePromotionInput,
  userVersion: string,
): Promise<void> => {
  try {
    await temporal.workflow.start('templatePromotion', {
      workflowId: workflowIds.templatePromotion(input.draftId),
      taskQueue: taskQueues.main,
      args: [input],
      typedSearchAttributes: [
        { key: searchAttributes.Stage, value: 'starting' },
        { key: searchAttributes.Attention, value: 'none' },
      ],
      staticSummary: `Make draft ${input.draftId} (${userVersion}) a template`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
};
