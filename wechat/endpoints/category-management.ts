import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { wireNumber } from '../wire.ts';

/**
 * The categories that are set and approved, usable as items of a submission.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/category-management/api_getallcategoryname.html
 */
export const getAllCategoryName = endpoint({
  method: 'GET',
  path: '/wxa/get_category',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    category_list: z
      .array(
        z.object({
          first_class: z.string(),
          second_class: z.string(),
          third_class: z.string().optional(),
          first_id: wireNumber,
          second_id: wireNumber,
          third_id: wireNumber.optional(),
        }),
      )
      .default([]),
  }),
  repeatable: true,
});
