import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { provider } from '../error-class.ts';
import { wireNumber, wireText } from '../wire.ts';

/**
 * The templates of the library; without a type those of both kinds. No paging.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/thirdparty-management/template-management/api_gettemplatelist.html
 */
export const getTemplateList = endpoint({
  method: 'GET',
  path: '/wxa/gettemplatelist',
  token: 'component',
  request: z.object({ template_type: z.union([z.literal(0), z.literal(1)]).optional() }),
  response: z.object({
    template_list: z
      .array(
        z.object({
          create_time: wireNumber,
          user_version: wireText,
          user_desc: wireText,
          template_id: wireNumber,
          draft_id: wireNumber.optional(),
          source_miniprogram_appid: z.string().optional(),
          source_miniprogram: z.string().optional(),
          developer: z.string().optional(),
          template_type: wireNumber.default(0),
        }),
      )
      .default([]),
  }),
  repeatable: true,
  errors: { 85064: provider('The template was not found.', '找不到模板') },
});
