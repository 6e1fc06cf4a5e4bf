import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { done, provider } from '../error-class.ts';
import { acknowledged, wireNumber, wireText } from '../wire.ts';

const notFound = {
  85064: provider(
    'The draft or template was not found; was it deleted? Read the list again.',
    '找不到草稿或模板，可能已删除',
  ),
} as const;
const templateType = z.literal([0, 1]);

/** What was uploaded, by which development mini program (开发小程序), and by whom. */
const upload = {
  create_time: wireNumber,
  user_version: wireText,
  // The developer may leave it empty.
  user_desc: wireText.default(''),
  source_miniprogram_appid: z.string().optional(),
  source_miniprogram: z.string().optional(),
  developer: z.string().optional(),
};

/** A category of a standard template (标准模板). */
const templateCategory = z.object({
  address: z.string().optional(),
  tag: z.string().optional(),
  first_class: z.string().optional(),
  second_class: z.string().optional(),
  third_class: z.string().optional(),
  title: z.string().optional(),
  first_id: wireNumber.optional(),
  second_id: wireNumber.optional(),
  third_id: wireNumber.optional(),
});

/**
 * The draft box (草稿箱): the newest upload of each development mini program. No paging. Times are unix seconds.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/thirdparty-management/template-management/api_gettemplatedraftlist.html
 */
export const getTemplatedRaftList = endpoint({
  method: 'GET',
  path: '/wxa/gettemplatedraftlist',
  token: 'component',
  request: z.object({}),
  response: z.object({ draft_list: z.array(z.object({ ...upload, draft_id: wireNumber })).default([]) }),
  repeatable: true,
  errors: notFound,
});

/**
 * Makes a draft a template, of which the library holds 200. The answer does not say its id: compare getTemplateList before
 * and after. Standard templates (type 1) are no longer usable.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/thirdparty-management/template-management/api_addtotemplate.html
 */
export const addToTemplate = endpoint({
  method: 'POST',
  path: '/wxa/addtotemplate',
  token: 'component',
  request: z.object({ draft_id: z.number().int(), template_type: templateType.optional() }),
  response: acknowledged,
  repeatable: false,
  errors: {
    ...notFound,
    85065: provider(
      'The template library is full (200); delete templates that nobody uses.',
      '模板库已满，请删除不用的模板',
    ),
  },
});

/**
 * The templates of the library; without a type those of both kinds. No paging. Only standard templates (type 1) have
 * categories, a scene, and an audit: 0 not submitted, 1 under audit, 2 rejected, 3 passed, 4 being submitted, 5 failed to
 * be submitted.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/thirdparty-management/template-management/api_gettemplatelist.html
 */
export const getTemplateList = endpoint({
  method: 'GET',
  path: '/wxa/gettemplatelist',
  token: 'component',
  request: z.object({ template_type: templateType.optional() }),
  response: z.object({
    template_list: z
      .array(
        z.object({
          ...upload,
          template_id: wireNumber,
          draft_id: wireNumber.optional(),
          template_type: wireNumber.default(0),
          category_list: z.array(templateCategory).default([]),
          audit_scene: wireNumber.optional(),
          audit_status: wireNumber.optional(),
          reason: z.string().optional(),
        }),
      )
      .default([]),
  }),
  repeatable: true,
  errors: notFound,
});

/**
 * Deletes a template of the library. What was committed from it stays (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/thirdparty-management/template-management/api_deletetemplate.html
 */
export const deleteTemplate = endpoint({
  method: 'POST',
  path: '/wxa/deletetemplate',
  token: 'component',
  request: z.object({ template_id: z.number().int() }),
  response: acknowledged,
  repeatable: true,
  errors: { 85064: done('The library holds no such template; was it deleted before?', '找不到模板，可能已删除') },
});
