import type * as section from '../../wechat/endpoints/template-management.ts';
import type { Slots } from '../slots.ts';

/** Unix seconds at which the templates of the default world were made. */
const madeAt = 1_767_225_600;

/** The template library (模板库); it holds plain templates only. */
export const templateManagement = {
  getTemplateList: ({ template_type = 0 }, { world }) => ({
    template_list:
      template_type === 1
        ? []
        : [...world.templates.values()].map(({ templateId, userVersion, userDesc }) => ({
            create_time: madeAt,
            user_version: userVersion,
            user_desc: userDesc,
            template_id: templateId,
            draft_id: templateId,
            source_miniprogram_appid: 'wx0000000000000dev',
            source_miniprogram: '模板开发小程序',
            developer: '模板开发者',
            template_type: 0,
          })),
  }),
} satisfies Slots<typeof section>;
