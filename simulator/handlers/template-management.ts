import type * as section from '../../wechat/endpoints/template-management.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';
import type { Draft, Template } from '../world/templates.ts';

const uploadOf = (draft: Draft) => ({
  create_time: draft.createdAt,
  user_version: draft.userVersion,
  user_desc: draft.userDesc,
  draft_id: draft.draftId,
  source_miniprogram_appid: draft.sourceAppid,
  source_miniprogram: draft.source,
  developer: draft.developer,
});

const typeOf = ({ standard }: Template) => (standard ? 1 : 0);

/** The draft box and the template library (草稿箱, 模板库). */
export const templateManagement = {
  getTemplatedRaftList: (_request, { world }) => ({ draft_list: world.library.drafts().map(uploadOf) }),

  addToTemplate: ({ draft_id, template_type }, { world, changed }) => {
    // The standard library was delisted with the one feature that it was for.
    if (template_type === 1) throw new Refusal(40097, 'standard templates are delisted');
    world.library.add(draft_id);
    changed();
    return {};
  },

  getTemplateList: ({ template_type }, { world }) => ({
    template_list: world.library
      .templates()
      .filter((template) => template_type === undefined || typeOf(template) === template_type)
      .map((template) => ({
        ...uploadOf(template),
        template_id: template.templateId,
        template_type: typeOf(template),
        category_list: [],
        ...(template.standard
          ? { audit_scene: 0, audit_status: template.standard.auditStatus, reason: template.standard.reason }
          : {}),
      })),
  }),

  deleteTemplate: ({ template_id }, { world, changed }) => {
    world.library.remove(template_id);
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
